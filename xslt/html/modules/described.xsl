<?xml version="1.0" encoding="UTF-8"?>
<!-- html:text: what TEI also lets stand in a text: lists of persons and places, descriptions of manuscripts. They are
     read as they stand, a line for each thing described; the register pages are made of registers, not of these. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="listPerson | listPlace | listOrg | listBibl | person | place | org | event | msDesc | msIdentifier
    | altIdentifier | msContents | msItem | physDesc | objectDesc | supportDesc | support | extent | foliation | handDesc
    | handNote | history | origin | provenance | acquisition | additional | surrogates | summary" mode="html:text"
    as="element(h:span)" priority="-0.1">
    <span class="described {local-name()}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <xsl:template match="birth | death | floruit | sex | state | occupation | residence | nationality | education | faith
    | affiliation | email | location | geo | eventName | msName | collection | repository | institution | dimensions | height
    | width | locus | material | origDate | origPlace | g" mode="html:text" as="element(h:span)" priority="-0.1">
    <span class="{local-name()}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <!-- Interpretations are about the text, not of it. -->
  <xsl:template match="interp | interpGrp" mode="html:text" as="empty-sequence()"/>
</xsl:stylesheet>
