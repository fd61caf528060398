<?xml version="1.0" encoding="UTF-8"?>
<!-- The subjects, each below the broader one of which it is a part.

     page: subjects: id, href (from the top of the site), name, count: how many entries are about it or a part of it,
     and narrower: its parts -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/shell.xsl"/>

  <xsl:param name="register" as="document-node()?" select="()"/>
  <xsl:key name="register" match="category" use="@xml:id"/>

  <xsl:template name="xsl:initial-template" as="element(h:html)">
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="'subjects'"/>
      <xsl:with-param name="title" select="ui:word('subjects')"/>
      <xsl:with-param name="main" as="element()*">
        <h1><xsl:value-of select="ui:word('subjects')"/></h1>
        <xsl:sequence select="html:subjects($page?subjects?*)"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="html:subjects" as="element(h:ul)?">
    <xsl:param name="subjects" as="map(*)*"/>
    <xsl:where-populated>
      <ul class="of-subjects">
        <xsl:for-each select="$subjects">
          <li id="{?id}">
            <a href="{$root}{?href}"><xsl:value-of select="?name"/></a>
            <xsl:if test="?count > 0">
              <xsl:text> </xsl:text>
              <span class="count" title="{ui:word('entries')}"><xsl:value-of select="?count"/></span>
            </xsl:if>
            <xsl:where-populated>
              <p class="gloss"><xsl:value-of select="key('register', ?id, $register)/catDesc[1]/gloss ! normalize-space(.)"/></p>
            </xsl:where-populated>
            <xsl:sequence select="html:subjects(?narrower?*)"/>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:where-populated>
  </xsl:function>
</xsl:stylesheet>
