<?xml version="1.0" encoding="UTF-8"?>
<!-- Paragraphs and what stands between them. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:note="urn:tei-toolkit:notes"
  xmlns:tree="urn:tei-toolkit:book"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- Holders of blocks are passed through; the white space between their blocks is the file's, not the text's. -->
  <xsl:template match="body | front | back | group | div | div1 | div2 | div3 | floatingText | text | postscript | argument | epigraph | listBibl"
    mode="tree:node" as="item()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template mode="tree:node" as="empty-sequence()" priority="2"
    match="text()[not(normalize-space())][parent::text or parent::body or parent::front or parent::back or parent::group
      or parent::div or parent::div1 or parent::div2 or parent::div3 or parent::floatingText or parent::postscript
      or parent::argument or parent::epigraph or parent::listBibl or parent::lg or parent::list or parent::table
      or parent::row or parent::figure or parent::choice or parent::app or parent::subst
      or parent::*[self::note or self::quote or self::q or self::item or self::cell or self::cit or self::opener or self::closer
        or self::figDesc][p or ab or lg or list or salute or signed or dateline or bibl[parent::cit] or quote[parent::cit]]]"/>

  <xsl:template match="head" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node('subhead', .)"/>
  </xsl:template>
  <!-- The entry's own heading and the pages before it are fields of the entry. -->
  <xsl:template match="head[. is tree:main-head(ancestor::text[last()])]" mode="tree:node" as="empty-sequence()" priority="101"/>
  <xsl:template match="pb[tree:before-head(., tree:main-head(ancestor::text[last()]))]" mode="tree:node" as="empty-sequence()" priority="101"/>

  <!-- So is what stands above the heading, but for a line that only says the year: the book has a heading for that. -->
  <xsl:template match="body/*[not(self::pb)][tree:before-head(., tree:main-head(ancestor::text[last()]))]" mode="tree:node" as="item()*" priority="101">
    <xsl:param name="above" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$above and not(matches(., '^\s*\d{4}\s*$') and starts-with(tree:date(root()/*, tree:main-head(ancestor::text[last()])), normalize-space()))">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- A page that begins between two blocks begins with the second: its mark stands in that block's first line. -->
  <xsl:template match="*[exists(tree:pages-before(.))]" mode="tree:node" as="item()*" priority="99">
    <xsl:variable name="nodes" as="item()*"><xsl:next-match/></xsl:variable>
    <xsl:sequence select="tree:begin-with(tree:pages-before(.) ! tree:page(.), $nodes)"/>
  </xsl:template>
  <xsl:template match="pb[tree:between-blocks(.)][following-sibling::*[not(self::pb)]]" mode="tree:node" as="empty-sequence()" priority="2"/>

  <xsl:function name="tree:pages-before" as="element(pb)*">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="$block[not(self::pb)]/preceding-sibling::*[1][self::pb][tree:between-blocks(.)]
      ! (tree:pages-before-page(.), .)[not(tree:before-head(., tree:main-head(ancestor::text[last()])))]"/>
  </xsl:function>
  <xsl:function name="tree:pages-before-page" as="element(pb)*">
    <xsl:param name="page" as="element(pb)"/>
    <xsl:sequence select="$page/preceding-sibling::*[1][self::pb] ! (tree:pages-before-page(.), .)"/>
  </xsl:function>
  <xsl:function name="tree:between-blocks" as="xs:boolean">
    <xsl:param name="page" as="element(pb)"/>
    <xsl:sequence select="exists($page/parent::*/(self::body | self::div | self::postscript | self::lg
      | (self::note | self::quote | self::q | self::item | self::cell | self::cit)[p or ab or lg or list]))"/>
  </xsl:function>

  <!-- Down to the first line: blocks hold blocks. -->
  <xsl:function name="tree:begin-with" as="item()*">
    <xsl:param name="pages" as="map(*)*"/>
    <xsl:param name="nodes" as="item()*"/>
    <xsl:variable name="first" as="item()?" select="$nodes[1]"/>
    <xsl:sequence select="
      if ($first instance of map(*) and $first?t = $tree:blocks)
      then (map:put($first, 'of', array { tree:begin-with($pages, $first?of?*) }), tail($nodes))
      else ($pages, $nodes)"/>
  </xsl:function>
  <xsl:variable name="tree:blocks" as="xs:string+" select="
    'p', 'subhead', 'aside', 'quote', 'verse', 'line', 'list', 'item', 'lines', 'language'"/>

  <xsl:template match="p | ab" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node('p', .)"/>
  </xsl:template>

  <xsl:template match="lg" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node('verse', .)"/>
  </xsl:template>
  <xsl:template match="l" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node('line', .)"/>
  </xsl:template>

  <xsl:template match="list" mode="tree:node" as="map(*)">
    <xsl:sequence select="map:put(tree:node('list', .), 'ordered', (@rend, @type) = ('ordered', 'numbered'))"/>
  </xsl:template>
  <!-- A label, and a page that begins between two items, belong to the item that follows. -->
  <xsl:template match="list/label | list/pb" mode="tree:node" as="empty-sequence()" priority="2"/>
  <xsl:template match="item" mode="tree:node" as="map(*)">
    <xsl:variable name="before" as="element()*" select="
      preceding-sibling::*[self::label or self::pb][empty(following-sibling::item[. &lt;&lt; current()])]"/>
    <xsl:variable name="nodes" as="item()*">
      <xsl:apply-templates select="$before" mode="tree:before-item"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="map:merge((map { 't': 'item', 'of': array { $nodes } }, @n ! map { 'n': string(.) }))"/>
  </xsl:template>
  <xsl:mode name="tree:before-item" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="label" mode="tree:before-item" as="item()+">
    <xsl:sequence select="tree:content(.)?*, ' '"/>
  </xsl:template>
  <xsl:template match="pb" mode="tree:before-item" as="map(*)">
    <xsl:sequence select="tree:page(.)"/>
  </xsl:template>

  <xsl:template match="quote | q | said" mode="tree:node" as="item()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="cit | quote[tree:is-block(.)] | q[tree:is-block(.)]" mode="tree:node" as="map(*)" priority="2">
    <xsl:sequence select="tree:node('quote', .)"/>
  </xsl:template>
  <xsl:template match="cit/quote" mode="tree:node" as="map(*)" priority="3">
    <xsl:sequence select="tree:node('p', .)"/>
  </xsl:template>
  <xsl:template match="cit/quote[p or lg or list]" mode="tree:node" as="item()*" priority="4">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:function name="tree:is-block" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="exists($quotation/(p | lg | l | list | parent::body | parent::div))"/>
  </xsl:function>

  <xsl:template match="opener | dateline | salute | address | byline" mode="tree:node" as="map(*)">
    <xsl:sequence select="map:put(tree:node('lines', .), 'side', 'start')"/>
  </xsl:template>
  <xsl:template match="closer | signed | trailer" mode="tree:node" as="map(*)">
    <xsl:sequence select="map:put(tree:node('lines', .), 'side', 'end')"/>
  </xsl:template>
  <!-- Inside one another each is a line; within a sentence it is only words. -->
  <xsl:template match="opener/* | closer/* | addrLine" mode="tree:node" as="map(*)" priority="-0.1">
    <xsl:sequence select="tree:node('line', .)"/>
  </xsl:template>
  <xsl:template match="opener/*[self::dateline or self::salute or self::address or self::byline]
    | closer/*[self::dateline or self::salute or self::signed]" mode="tree:node" as="map(*)" priority="2">
    <xsl:sequence select="tree:node('line', .)"/>
  </xsl:template>
  <xsl:template match="p//*[self::dateline or self::salute or self::signed or self::address or self::addrLine]"
    mode="tree:node" as="item()*" priority="3">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="table" mode="tree:node" as="item()+">
    <xsl:apply-templates select="head | pb" mode="#current"/>
    <xsl:variable name="cells" as="item()*"><xsl:apply-templates select="row" mode="#current"/></xsl:variable>
    <xsl:sequence select="map { 't': 'table', 'columns': max((1, row/count(cell))), 'of': array { $cells } }"/>
  </xsl:template>
  <!-- Every row as long as the longest, so that cells stay in their columns. -->
  <xsl:template match="row" mode="tree:node" as="map(*)*">
    <xsl:apply-templates select="cell" mode="#current"/>
    <xsl:sequence select="(1 to max(../row/count(cell)) - count(cell)) ! map { 't': 'cell', 'of': array { } }"/>
  </xsl:template>
  <xsl:template match="cell" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node('cell', .)"/>
  </xsl:template>

  <!-- The address of a picture comes from the data, so it is described, not fetched. -->
  <xsl:template match="figure" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node('quote', .)"/>
  </xsl:template>
  <xsl:template match="figDesc" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node('supplied', .)"/>
  </xsl:template>
  <xsl:template match="graphic" mode="tree:node" as="item()*">
    <xsl:apply-templates select="desc" mode="#current"/>
  </xsl:template>

  <xsl:template match="milestone[@unit = ('section', 'absent', 'separator')]" mode="tree:node" as="map(*)" priority="1">
    <xsl:sequence select="map { 't': 'rule' }"/>
  </xsl:template>

  <!-- A note in a line is a footnote, between paragraphs an aside, in another footnote a parenthesis. -->
  <xsl:template match="note" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node('aside', .)"/>
  </xsl:template>
  <xsl:template match="note[tree:in-line(.)]" mode="tree:node" as="map(*)" priority="2">
    <xsl:sequence select="tree:node('note', .) => map:put('margin', @place = ('margin', 'left', 'right', 'top'))
      => map:put('series', if (tree:of-author(.)) then 'author' else 'editor')"/>
  </xsl:template>
  <xsl:template match="note[tree:in-line(.)][ancestor::note[tree:in-line(.)]]" mode="tree:node" as="map(*)" priority="3">
    <xsl:sequence select="tree:node('paren', .)"/>
  </xsl:template>
  <xsl:template match="note[@subtype = 'sign']" mode="tree:node" as="map(*)" priority="4">
    <xsl:sequence select="tree:node('sign', .)"/>
  </xsl:template>
  <xsl:function name="tree:in-line" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="empty($note/(parent::div | parent::body | parent::front | parent::back))
      and not($note/@subtype = 'sign')"/>
  </xsl:function>
  <!-- The writer's own: what TEI says is authorial or answered for by the author, and what the source has in its margin. -->
  <xsl:function name="tree:of-author" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="authors" as="xs:string*" select="
      root($note)//teiHeader/fileDesc/titleStmt/author/(@ref, @xml:id ! ('#' || .)) ! tokenize(.)"/>
    <xsl:sequence select="$note/@type = ('author', 'authorial') or $note/@place = ('margin', 'left', 'right', 'top')
      or tokenize($note/@resp) = ($authors, '#author')"/>
  </xsl:function>
  <xsl:template match="bibl[parent::div or parent::body or parent::cit or parent::listBibl]" mode="tree:node" as="map(*)" priority="2">
    <xsl:sequence select="tree:node('p', .)"/>
  </xsl:template>
</xsl:stylesheet>
