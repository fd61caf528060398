<?xml version="1.0" encoding="UTF-8"?>
<!-- The cover, which is drawn of the title alone, and the title page. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:book="urn:tei-toolkit:book"
  xmlns:epub="http://www.idpf.org/2007/ops"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:function name="book:cover-page" as="element(h:p)">
    <xsl:param name="title" as="xs:string"/>
    <p><img src="cover.svg" alt="{$title}"/></p>
  </xsl:function>

  <xsl:mode name="epub:cover" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="/" mode="epub:cover" as="element()" xmlns="http://www.w3.org/2000/svg">
    <xsl:variable name="lines" as="xs:string+" select="book:lines(*/@title, 18)"/>
    <svg viewBox="0 0 600 900" role="img" aria-label="{*/@title}">
      <rect width="600" height="900" fill="#f7f3ea"/>
      <rect x="28" y="28" width="544" height="844" fill="none" stroke="#7a2e22" stroke-width="2"/>
      <g font-family="serif" text-anchor="middle" fill="#2a2320">
        <text x="300" y="170" font-size="26"><xsl:value-of select="*/@author"/></text>
        <xsl:for-each select="$lines">
          <text x="300" y="{300 + 66 * (position() - 1)}" font-size="54"><xsl:value-of select="."/></text>
        </xsl:for-each>
        <line x1="260" x2="340" y1="{320 + 66 * count($lines)}" y2="{320 + 66 * count($lines)}" stroke="#7a2e22" stroke-width="2"/>
        <xsl:for-each select="book:lines(*/@subtitle, 40)">
          <text x="300" y="{380 + 66 * count($lines) + 34 * (position() - 1)}" font-size="24" font-style="italic"><xsl:value-of select="."/></text>
        </xsl:for-each>
        <text x="300" y="820" font-size="22"><xsl:value-of select="*/@publisher"/></text>
      </g>
    </svg>
  </xsl:template>

  <!-- Words in lines of at most so many letters, where words allow it. -->
  <xsl:function name="book:lines" as="xs:string*">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="fold-left(tokenize($words), (), function($lines as xs:string*, $word as xs:string) as xs:string+ {
      if (exists($lines) and string-length($lines[last()]) + string-length($word) lt $length)
      then ($lines[position() lt last()], $lines[last()] || ' ' || $word)
      else ($lines, $word) })"/>
  </xsl:function>

  <xsl:function name="book:abbreviations" as="element(part)">
    <xsl:param name="book" as="element()"/>
    <xsl:variable name="content" as="element()+">
      <h1><xsl:value-of select="book:word('abbreviations')"/></h1>
      <dl>
        <xsl:for-each select="$book/abbreviation">
          <dt><xsl:value-of select="@form"/></dt><dd><xsl:value-of select="@means"/></dd>
        </xsl:for-each>
      </dl>
    </xsl:variable>
    <xsl:sequence select="book:part('abbreviations', book:word('abbreviations'), 'preface', $content)"/>
  </xsl:function>

  <xsl:function name="book:title-page" as="element()+">
    <xsl:param name="book" as="element()"/>
    <xsl:if test="$book/@author != ''"><p class="author"><xsl:value-of select="$book/@author"/></p></xsl:if>
    <h1><xsl:value-of select="$book/@title"/></h1>
    <xsl:if test="$book/@subtitle != ''"><p class="subtitle"><xsl:value-of select="$book/@subtitle"/></p></xsl:if>
    <xsl:for-each select="$book/responsible">
      <p class="responsible"><i><xsl:value-of select="@role"/></i><br/><xsl:value-of select="@name"/></p>
    </xsl:for-each>
    <xsl:variable name="imprint" as="xs:string" select="string-join($book/(@publisher, @place, @date)[. != ''], ', ')"/>
    <xsl:if test="$imprint"><p class="imprint"><xsl:value-of select="$imprint"/></p></xsl:if>
    <xsl:if test="$book/@licence != ''">
      <p class="imprint">
        <xsl:value-of select="book:word('licence') || ': '"/>
        <xsl:choose>
          <xsl:when test="matches($book/@licence, '^https?://\S+$')"><a href="{$book/@licence}"><xsl:value-of select="$book/@licence"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="$book/@licence"/></xsl:otherwise>
        </xsl:choose>
      </p>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
