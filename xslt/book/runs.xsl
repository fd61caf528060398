<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of a paragraph as runs (paragraphs.xsl says what these are): what nests in the tree becomes attributes. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:book="urn:tei-toolkit:book">

  <xsl:mode name="book:run" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <!-- `look` holds the attributes of the runs within. -->
  <xsl:template match="text()" mode="book:run" as="element(run)">
    <xsl:param name="look" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:sequence select="book:run($look, .)"/>
  </xsl:template>
  <xsl:function name="book:run" as="element(run)">
    <xsl:param name="look" as="map(xs:string, xs:string)"/>
    <xsl:param name="words" as="xs:string"/>
    <run>
      <xsl:for-each select="sort(map:keys($look))"><xsl:attribute name="{.}" select="$look(.)"/></xsl:for-each>
      <xsl:value-of select="$words"/>
    </run>
  </xsl:function>

  <xsl:template match="hi" mode="book:run" as="element()*">
    <xsl:param name="look" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:apply-templates mode="#current">
      <xsl:with-param name="look" select="map:put($look, string(@look), 'true')" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>
  <xsl:template match="language" mode="book:run" as="element()*">
    <xsl:param name="look" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:apply-templates mode="#current">
      <xsl:with-param name="look" select="map:put($look, 'language', string(@lang))" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- The name of the style, and the signs before and after (the same as in the PDF: xslt/typst/signs.typ). -->
  <xsl:variable name="book:run-styles" as="map(xs:string, array(xs:string))" select="map {
    'name': ['Name', '', ''], 'ex': ['Expansion', '', ''], 'supplied': ['Supplied', '[', ']'], 'sign': ['Sign', '[', ']'],
    'unclear': ['Unclear', '', '&#xA0;[?]'], 'sic': ['Sic', '', '&#xA0;[sic]'], 'add': ['Added', '⟨', '⟩'],
    'del': ['Deleted', '', ''], 'paren': ['', ' (', ')'] }"/>
  <xsl:template match="name | ex | supplied | sign | unclear | sic | add | del | paren" mode="book:run" as="element()*">
    <xsl:param name="look" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:variable name="style" as="array(xs:string)" select="$book:run-styles(name())"/>
    <xsl:variable name="inner" as="map(xs:string, xs:string)" select="
      if ($style(1)) then map:put($look, 'style', $style(1)) else $look"/>
    <xsl:sequence select="$style(2)[.] ! book:run($inner, .)"/>
    <xsl:apply-templates mode="#current"><xsl:with-param name="look" select="$inner" tunnel="yes"/></xsl:apply-templates>
    <xsl:sequence select="$style(3)[.] ! book:run($inner, .)"/>
  </xsl:template>
  <xsl:template match="gap" mode="book:run" as="element(run)">
    <xsl:param name="look" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:sequence select="book:run(map:put($look, 'style', 'Gap'), '[' || @words || ']')"/>
  </xsl:template>
  <xsl:template match="page" mode="book:run" as="element(run)">
    <xsl:sequence select="book:run(map { 'style': 'Page' }, '|' || @n || '|')"/>
  </xsl:template>
  <xsl:template match="break" mode="book:run" as="element(run)"><run><break/></run></xsl:template>
  <xsl:template match="link" mode="book:run" as="element()*"><xsl:apply-templates mode="#current"/></xsl:template>

  <xsl:template match="note" mode="book:run" as="element(note)">
    <note series="{@series}" mark="{book:note-mark(.)}" number="{book:note-number(.)}">
      <xsl:if test="@margin = 'true'">
        <xsl:sequence select="book:said('AuthorNote', book:word('margin') || ':')"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="book:paragraphs">
        <xsl:with-param name="style" select="if (@series = 'author') then 'AuthorNote' else 'Footnote'" tunnel="yes"/>
        <xsl:with-param name="look" select="map{}" tunnel="yes"/>
      </xsl:apply-templates>
    </note>
  </xsl:template>
  <xsl:template match="reading" mode="book:run" as="element()*">
    <xsl:param name="look" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:variable name="written" as="xs:string" select="book:word('written') || ': ' || @written"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:choose>
      <xsl:when test="@note = 'true'">
        <note series="editor" mark="{book:note-mark(.)}" number="{book:note-number(.)}"><xsl:sequence select="book:said('Footnote', $written)"/></note>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="book:run($look, ' (' || $written || ')')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Blocks where only words may stand, such as in a heading: their words. -->
  <xsl:template match="p | subhead | aside | quote | verse | line | list | item | lines | table | cell" mode="book:run" as="element()*">
    <xsl:if test="preceding-sibling::node()"><run><xsl:text> </xsl:text></run></xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="rule" mode="book:run" as="element(run)"><run> * * * </run></xsl:template>
</xsl:stylesheet>
