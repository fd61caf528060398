<?xml version="1.0" encoding="UTF-8"?>
<!-- The way to the pages before and after this one, where "page" has previous and next. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:function name="html:beside" as="element(h:nav)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="address" as="function(xs:string) as xs:string"/>
    <xsl:param name="words" as="function(xs:string) as xs:string"/>
    <xsl:if test="$page?previous or $page?next">
      <nav class="neighbours" aria-label="{$name}">
        <xsl:for-each select="('previous', 'next')[$page(.)]">
          <xsl:variable name="goal" as="xs:string" select="$page(.)"/>
          <a class="{.}" rel="{if (. = 'previous') then 'prev' else 'next'}" href="{$address($goal)}"><xsl:value-of select="$words($goal)"/></a>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
