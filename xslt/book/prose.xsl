<?xml version="1.0" encoding="UTF-8"?>
<!-- Prose that is no part of the diary (editorial principles, written in Markdown) as nodes of the tree of a book. The
     input is XHTML as publish/markdown.py makes it; the output is {title, of}, as entry.xsl describes nodes. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tree="urn:tei-toolkit:book"
  xpath-default-namespace="http://www.w3.org/1999/xhtml">

  <xsl:output method="json" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="tree:prose" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="map(*)">
    <xsl:variable name="title" as="element(h1)?" select="(div/h1)[1]"/>
    <xsl:variable name="nodes" as="item()*">
      <xsl:apply-templates select="div/(node() except $title)" mode="tree:prose"/>
    </xsl:variable>
    <xsl:sequence select="map { 'title': normalize-space($title), 'of': array { $nodes } }"/>
  </xsl:template>

  <xsl:function name="tree:of" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="nodes" as="item()*"><xsl:apply-templates select="$element/node()" mode="tree:prose"/></xsl:variable>
    <xsl:sequence select="map { 't': $kind, 'of': array { $nodes } }"/>
  </xsl:function>

  <xsl:template match="text()" mode="tree:prose" as="xs:string">
    <xsl:sequence select="replace(., '\s+', ' ')"/>
  </xsl:template>
  <xsl:template match="text()[not(normalize-space())][parent::div or parent::ul or parent::ol or parent::blockquote or parent::li[p]
    or parent::table or parent::thead or parent::tbody or parent::tr]" mode="tree:prose" as="empty-sequence()" priority="1"/>

  <xsl:template match="p" mode="tree:prose" as="map(*)"><xsl:sequence select="tree:of('p', .)"/></xsl:template>
  <xsl:template match="h1 | h2 | h3 | h4 | h5 | h6" mode="tree:prose" as="map(*)">
    <xsl:sequence select="tree:of('subhead', .)"/>
  </xsl:template>
  <xsl:template match="blockquote" mode="tree:prose" as="map(*)"><xsl:sequence select="tree:of('quote', .)"/></xsl:template>
  <xsl:template match="ul | ol" mode="tree:prose" as="map(*)">
    <xsl:sequence select="map:put(tree:of('list', .), 'ordered', exists(self::ol))"/>
  </xsl:template>
  <xsl:template match="li" mode="tree:prose" as="map(*)"><xsl:sequence select="tree:of('item', .)"/></xsl:template>
  <xsl:template match="hr" mode="tree:prose" as="map(*)"><xsl:sequence select="map { 't': 'rule' }"/></xsl:template>
  <xsl:template match="br" mode="tree:prose" as="map(*)"><xsl:sequence select="map { 't': 'break' }"/></xsl:template>
  <xsl:template match="em" mode="tree:prose" as="map(*)">
    <xsl:sequence select="map:put(tree:of('hi', .), 'look', 'italic')"/>
  </xsl:template>
  <xsl:template match="strong" mode="tree:prose" as="map(*)">
    <xsl:sequence select="map:put(tree:of('hi', .), 'look', 'bold')"/>
  </xsl:template>
  <xsl:template match="a[matches(@href, '^https?://\S+$')]" mode="tree:prose" as="map(*)">
    <xsl:sequence select="map:put(tree:of('link', .), 'to', string(@href))"/>
  </xsl:template>
  <xsl:template match="a[not(matches(@href, '^https?://\S+$'))] | code" mode="tree:prose" as="item()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="pre" mode="tree:prose" as="map(*)"><xsl:sequence select="tree:of('quote', .)"/></xsl:template>

  <xsl:template match="table" mode="tree:prose" as="map(*)">
    <xsl:variable name="cells" as="item()*"><xsl:apply-templates select=".//(td | th)" mode="#current"/></xsl:variable>
    <xsl:sequence select="map { 't': 'table', 'columns': max((1, .//tr/count(td | th))), 'of': array { $cells } }"/>
  </xsl:template>
  <xsl:template match="td | th" mode="tree:prose" as="map(*)"><xsl:sequence select="tree:of('cell', .)"/></xsl:template>
</xsl:stylesheet>
