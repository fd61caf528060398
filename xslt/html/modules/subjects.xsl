<?xml version="1.0" encoding="UTF-8"?>
<!-- What an entry is about as a whole, as links to the pages of the subjects. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:function name="html:subjects" as="element(h:p)?">
    <xsl:variable name="known" as="element()*" select="if (exists($register)) then $page?subjects?* ! key('register', ., $register) else ()"/>
    <xsl:if test="exists($known) and exists($site?pages)">
      <p class="subjects-of-entry" data-search="none">
        <span class="lead-in"><xsl:value-of select="ui:word('subjects')"/></span>
        <xsl:for-each select="$known">
          <xsl:value-of select="if (position() = 1) then ' ' else ' · '"/>
          <a href="{html:register-address(.)}"><xsl:value-of select="html:register-name(.)"/></a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
