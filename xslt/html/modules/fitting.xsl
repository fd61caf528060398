<?xml version="1.0" encoding="UTF-8"?>
<!-- What HTML has no place for. TEI lets verse stand within emphasis, a figure within a heading, a list within nearly
     anything; HTML's phrasing elements and its paragraphs hold no blocks, and a browser would tear them apart. One that
     holds a block becomes a div of the same classes, a heading a div that says it is one. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns="http://www.w3.org/1999/xhtml">

  <!-- The element itself if all of it fits, as it nearly always does. -->
  <xsl:function name="html:fitted" as="element()">
    <xsl:param name="made" as="element()"/>
    <xsl:choose>
      <xsl:when test="$made//(h:div | h:p | h:ol | h:ul | h:dl | h:blockquote | h:aside | h:h2 | h:h3)/parent::*[not(html:holds-flow(.))]">
        <xsl:apply-templates select="$made" mode="html:fitted"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$made"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="html:holds-flow" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="local-name($element) = ('article', 'div', 'section', 'aside', 'blockquote', 'li', 'dd', 'dt', 'td', 'th')"/>
  </xsl:function>

  <xsl:mode name="html:fitted" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="*[not(html:holds-flow(.))][.//(h:div | h:p | h:ol | h:ul | h:dl | h:blockquote | h:aside | h:h2 | h:h3)]"
    mode="html:fitted" as="element(h:div)">
    <div>
      <xsl:copy-of select="@* except (@datetime, @class)"/>
      <xsl:where-populated>
        <xsl:attribute name="class" select="@class, local-name()[not(. = ('p', 'span'))]" separator=" "/>
      </xsl:where-populated>
      <xsl:apply-templates select="." mode="html:heading-role"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- Links and what was added or deleted may hold whatever their parent may; a list and a table have their own places. -->
  <xsl:template match="h:a | h:ins | h:del | h:ol | h:ul | h:dl | h:table | h:tbody | h:thead | h:tr" mode="html:fitted" as="element()" priority="2">
    <xsl:copy><xsl:copy-of select="@*"/><xsl:apply-templates mode="#current"/></xsl:copy>
  </xsl:template>

  <xsl:mode name="html:heading-role" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:template match="h:h2 | h:h3" mode="html:heading-role" as="attribute()+">
    <xsl:attribute name="role" select="'heading'"/>
    <xsl:attribute name="aria-level" select="substring(local-name(), 2)"/>
  </xsl:template>
</xsl:stylesheet>
