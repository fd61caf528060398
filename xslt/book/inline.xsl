<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands in a line: looks, names, pages, and all that print does not tell from other words. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tree="urn:tei-toolkit:book"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Only words, as far as print is concerned. -->
  <xsl:template mode="tree:node" as="item()*" match="date | time | num | measure | bibl | biblScope | author | editor
    | publisher | pubPlace | edition | series | desc | ab[parent::p] | seg | s | w | pc | c | rdg | lem | term | gloss
    | surname | forename | roleName | addName | genName | nameLink | settlement | country | region | district | bloc
    | geogName | geogFeat | street | addrLine | affiliation | occupation | title | abbr | expan | am | orig | reg | corr
    | damage | subst | restore | surplus | label | soCalled | mentioned | unit | email | idno | material | locus">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="title[not(@level = ('a', 'u'))][not(ancestor::titleStmt)]" mode="tree:node" as="map(*)" priority="1">
    <xsl:sequence select="tree:hi(., 'italic')"/>
  </xsl:template>
  <xsl:template match="hi | emph | foreign | distinct" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:hi(., tree:look(lower-case(string-join((@rend, @rendition, @style), ' '))))"/>
  </xsl:template>
  <!-- Another alphabet is foreign enough without italics. -->
  <xsl:template match="foreign[not(@rend)][matches(., '[&#x370;-&#x5FF;]')]" mode="tree:node" as="item()*" priority="1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:function name="tree:hi" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="look" as="xs:string"/>
    <xsl:sequence select="map:put(tree:node('hi', $element), 'look', $look)"/>
  </xsl:function>

  <xsl:variable name="tree:looks" as="map(xs:string, xs:string)" select="map {
    'bold': 'bold', 'small-?caps|aq': 'caps', 'sup': 'sup', 'sub': 'sub', 'underline': 'underline' }"/>
  <xsl:function name="tree:look" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="(sort(map:keys($tree:looks))[matches($words, .)] ! $tree:looks(.), 'italic')[1]"/>
  </xsl:function>

  <!-- A name is an anchor for the index; one that no @ref identifies is words. -->
  <xsl:template match="persName | placeName | orgName | name | rs" mode="tree:node" as="item()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="*[self::persName or self::placeName or self::orgName or self::name or self::rs][contains(@ref, '#')]"
    mode="tree:node" as="map(*)" priority="1">
    <xsl:variable name="ids" as="xs:string*" select="tokenize(@ref)[contains(., '#')] ! substring-after(., '#')"/>
    <xsl:sequence select="map:put(tree:node('name', .), 'refs', array { distinct-values($ids) })"/>
  </xsl:template>

  <!-- Only addresses of the web become links: whatever else a document says of its links is words. -->
  <xsl:template match="ref" mode="tree:node" as="item()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="ref[matches(@target, '^https?://\S+$')]" mode="tree:node" as="map(*)" priority="1">
    <xsl:sequence select="map:put(tree:node('link', .), 'to', string(@target))"/>
  </xsl:template>
  <xsl:template match="ptr[matches(@target, '^https?://\S+$')]" mode="tree:node" as="map(*)" priority="1">
    <xsl:sequence select="map { 't': 'link', 'to': string(@target), 'of': array { string(@target) } }"/>
  </xsl:template>

  <xsl:template match="pb" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:page(.)"/>
  </xsl:template>
  <xsl:function name="tree:page" as="map(*)">
    <xsl:param name="page" as="element(pb)"/>
    <xsl:sequence select="map { 't': 'page', 'n': string($page/@n), 'word': $page/@break = 'no' }"/>
  </xsl:function>
  <!-- One space is enough where a page begins between two words, and none where it begins in a word. -->
  <xsl:template match="text()[following-sibling::node()[1][self::pb[@break = 'no']] or preceding-sibling::node()[1][self::pb]]"
    mode="tree:node" as="xs:string" priority="1">
    <xsl:variable name="left" as="element(pb)?" select="preceding-sibling::node()[1][self::pb]"/>
    <xsl:variable name="closed" as="xs:boolean" select="
      $left/@break = 'no' or exists($left/preceding-sibling::node()[1][self::text()][matches(., '\s$')])"/>
    <xsl:variable name="start" as="xs:string" select="if ($closed) then replace(., '^\s+', '') else string(.)"/>
    <xsl:variable name="end" as="xs:string"
      select="if (following-sibling::node()[1][self::pb[@break = 'no']]) then replace($start, '\s+$', '') else $start"/>
    <xsl:sequence select="replace($end, '\s+', ' ')"/>
  </xsl:template>

  <!-- A prose line of the source ends where a printed line need not; a line of an address or a heading stays. -->
  <xsl:template match="lb" mode="tree:node" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>
  <xsl:template match="lb[@break = 'no']" mode="tree:node" as="empty-sequence()" priority="2"/>
  <xsl:template match="(l | opener | closer | signed | address | head | cell | dateline | salute)/lb" mode="tree:node" as="map(*)" priority="1">
    <xsl:sequence select="map { 't': 'break' }"/>
  </xsl:template>
  <xsl:template match="space" mode="tree:node" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- What has no words, and the running heads of the source. -->
  <xsl:template match="ptr | cb | milestone | anchor | handShift | fw | index | link | certainty | precision | respons"
    mode="tree:node" as="empty-sequence()"/>
</xsl:stylesheet>
