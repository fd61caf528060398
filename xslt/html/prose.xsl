<?xml version="1.0" encoding="UTF-8"?>
<!-- A page of prose, such as that about the edition. The document is an XHTML div that Python made of Markdown with
     raw HTML switched off; it goes in as it is.

     page: kind: the page, as its stylesheet knows it; address; title, if the interface has no word for it -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/shell.xsl"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="html:prose" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="$page?kind"/>
      <xsl:with-param name="title" select="($page?title, ui:word($page?kind))[1]"/>
      <xsl:with-param name="main" as="element()*">
        <xsl:if test="empty(h:div/h:h1)"><h1><xsl:value-of select="($page?title, ui:word($page?kind))[1]"/></h1></xsl:if>
        <div class="prose" data-search="pages"><xsl:apply-templates select="h:div/node()" mode="html:prose"/></div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
