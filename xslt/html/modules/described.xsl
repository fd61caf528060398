<?xml version="1.0" encoding="UTF-8"?>
<!-- html:text: what TEI also lets stand in a text: lists of persons and places, descriptions of manuscripts. They are
     read as they stand, a line for each thing described; the register pages are made of registers, not of these. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="listPerson | listPlace | listOrg | listBibl | person | place | org | event | msDesc
    | msIdentifier | altIdentifier | msContents | msItem | physDesc | objectDesc | supportDesc | support | extent
    | foliation | handDesc | handNote | history | origin | provenance | acquisition | additional | surrogates
    | summary | msPart | incipit | explicit | collation | condition | layoutDesc | layout | typeDesc | typeNote
    | decoDesc | decoNote | additions | bindingDesc | binding | accMat | adminInfo | availability | licence
    | authority | distributor | funder | principal | sponsor | classCode | custodialHist | personGrp | listEvent
    | listObject | object | listRelation | relation | listWit | witness | biblStruct | docTitle | titlePart
    | docAuthor | docEdition | docImprint" mode="html:text" as="element(h:span)" priority="-0.1">
    <span class="described {local-name()}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <xsl:template match="birth | death | floruit | sex | state | occupation | residence | nationality | education
    | faith | affiliation | email | location | geo | eventName | msName | collection | repository | institution
    | dimensions | height | width | depth | dim | locus | locusGrp | material | objectType | stamp | watermark
    | origDate | origPlace | gender | age | trait | langKnowledge | langKnown | objectIdentifier | objectName
    | geogFeat | analytic | monogr | imprint | docDate | postBox | formula | notatedMusic | retrace | g"
    mode="html:text" as="element(h:span)" priority="-0.1">
    <span class="{local-name()}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <xsl:template match="sp | titlePage" mode="html:text" as="element(h:div)">
    <div class="{local-name()}"><xsl:apply-templates mode="#current"/></div>
  </xsl:template>

  <!-- Interpretations and links are about the text, not of it; what spans several elements shows in them. -->
  <xsl:template match="interp | interpGrp | catRef | spanGrp | span | linkGrp | link | addSpan | delSpan | damageSpan
    | gb" mode="html:text" as="empty-sequence()"/>
</xsl:stylesheet>
