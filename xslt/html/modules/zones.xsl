<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a paragraph or a line stands on the image of its page, if its @facs points to a zone: left, top, width and
     height in hundredths of the image. Sources: TEI Guidelines, section 12.1. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="zone" match="zone" use="@xml:id"/>

  <xsl:function name="html:zone" as="attribute(data-zone)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="zone" as="element(zone)?"
      select="(tokenize($element/@facs) ! substring-after(., '#')[.] ! key('zone', ., $element/ancestor::TEI))[1]"/>
    <xsl:variable name="surface" as="xs:double*" select="$zone/ancestor::surface[1] ! html:corners(.)"/>
    <xsl:variable name="corners" as="xs:double*" select="$zone ! html:corners(.)"/>
    <xsl:if test="count($surface) = 4 and count($corners) = 4 and $surface[3] gt $surface[1] and $surface[4] gt $surface[2]">
      <xsl:variable name="wide" as="xs:double" select="$surface[3] - $surface[1]"/>
      <xsl:variable name="high" as="xs:double" select="$surface[4] - $surface[2]"/>
      <xsl:attribute name="data-zone" select="
        (($corners[1] - $surface[1]) div $wide, ($corners[2] - $surface[2]) div $high,
         ($corners[3] - $corners[1]) div $wide, ($corners[4] - $corners[2]) div $high) ! round(100 * ., 2)"/>
    </xsl:if>
  </xsl:function>

  <!-- Left, top, right and bottom of what has corners or points; nothing if they are no numbers. -->
  <xsl:function name="html:corners" as="xs:double*">
    <xsl:param name="area" as="element()"/>
    <xsl:variable name="points" as="xs:string*" select="tokenize($area/@points, '[\s,]+')[.]"/>
    <xsl:variable name="xs" as="xs:string*" select="$area/(@ulx, @lrx), $points[position() mod 2 = 1]"/>
    <xsl:variable name="ys" as="xs:string*" select="$area/(@uly, @lry), $points[position() mod 2 = 0]"/>
    <xsl:if test="exists($xs) and exists($ys) and (every $number in ($xs, $ys) satisfies $number castable as xs:double)">
      <xsl:sequence select="min($xs ! number(.)), min($ys ! number(.)), max($xs ! number(.)), max($ys ! number(.))"/>
    </xsl:if>
  </xsl:function>

  <!-- The beginning of a line, which shows nothing itself. -->
  <xsl:template match="lb[html:zone(.)]" mode="html:text" as="node()*" priority="4">
    <xsl:next-match/>
    <span class="lb"><xsl:sequence select="html:zone(.)"/></span>
  </xsl:template>
</xsl:stylesheet>
