<?xml version="1.0" encoding="UTF-8"?>
<!-- A page of prose in TEI, such as a guide for readers. Its text is made by the rules for entries.

     page: kind: the page, as its stylesheet knows it; address; title, if the interface has no word for it; links and
     named: as in entry.xsl -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:note="urn:tei-toolkit:notes"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:import href="entry.xsl"/>

  <xsl:variable name="html:front-title" as="xs:string" select="($page?title, ui:word($page?kind))[1]"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="$page?kind"/>
      <xsl:with-param name="title" select="$html:front-title"/>
      <xsl:with-param name="main" as="element()*">
        <h1><xsl:value-of select="$html:front-title"/></h1>
        <div class="prose" data-search="pages">
          <xsl:apply-templates select="TEI/text" mode="html:text">
            <xsl:with-param name="alignment" select="html:alignment(TEI)" tunnel="yes"/>
          </xsl:apply-templates>
        </div>
        <xsl:for-each select="TEI">
          <xsl:call-template name="html:endnotes"/>
        </xsl:for-each>
        <xsl:apply-templates select="TEI/text" mode="note:popovers"/>
        <xsl:sequence select="html:cards(TEI)"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The title stands above; the headings of its parts are second, and those below third. -->
  <xsl:template match="body/head[. = $html:front-title] | body/div[1]/head[. = $html:front-title]" mode="html:text" as="empty-sequence()" priority="3"/>
  <xsl:template match="body/head | body/div/head" mode="html:text" as="element(h:h2)" priority="2">
    <h2><xsl:apply-templates mode="#current"/></h2>
  </xsl:template>
</xsl:stylesheet>
