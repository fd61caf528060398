<?xml version="1.0" encoding="UTF-8"?>
<!-- One TEI document as a tree from which every kind of print is made: data, never markup, so nothing needs escaping.

     The entry is {id, date, language, title, pages, before, head, of}: date is the day as far as it is known (one to
     three parts, or ""), pages the original pages that begin before the heading, before the blocks that stand above
     it, head its content, of the blocks below. A content is an array of strings and of nodes {t, of, …}, where t is
     the kind and of the node's own content:

       blocks   p, subhead, aside (an editor's note between paragraphs), quote, verse, line, item (n, if it has a number of its own),
                list (ordered), lines (side: start or end; opener and closer), table (columns), cell, rule
       inline   note (a footnote; series: author or editor; margin: true if the source has it in its margin), paren (a note within a note),
                hi (look: italic bold caps sub sup underline), name (refs: ids), language (lang: ISO 639), link (to)
       readings ex, supplied, unclear, sic, del, add, reading (written: content of the source), gap (words),
                sign (an editor's [?] [!] [sic])
       marks    page (n; word: true if it begins within a word), break (a new line)

     White space is folded to one space here; the template lets go of it at the ends of lines.
     An element without a rule stops the document with its name. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tree="urn:tei-toolkit:book"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="../common/notes.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="described.xsl"/>
  <xsl:include href="readings.xsl"/>

  <xsl:output method="json" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="tree:node" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="map(*)">
    <xsl:variable name="text" as="element(text)?" select="(//text)[1]"/>
    <xsl:variable name="head" as="element(head)?" select="tree:main-head($text)"/>
    <xsl:variable name="before" as="item()*">
      <xsl:apply-templates select="$text/body/*[tree:before-head(., $head)]" mode="tree:node">
        <xsl:with-param name="above" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="map {
      'id': string(($text//div[@type = 'entry']/@xml:id)[1]),
      'date': tree:date((/TEI, /teiCorpus)[1], $head),
      'language': tree:language(string(($text/ancestor-or-self::*/@xml:lang)[last()])),
      'title': normalize-space(string((/*/teiHeader//titleStmt/title)[1])),
      'pages': array { $text//pb[tree:before-head(., $head)]/string(@n) },
      'before': array { $before },
      'head': if ($head) then tree:content($head) else array { },
      'of': if ($text) then tree:content($text) else array { }
    }"/>
  </xsl:template>

  <!-- The heading of the entry: the head with which its text begins. -->
  <xsl:function name="tree:main-head" as="element(head)?">
    <xsl:param name="text" as="element(text)?"/>
    <xsl:sequence select="($text//div[not(preceding::div or ancestor::div)]/head)[1]"/>
  </xsl:function>

  <xsl:function name="tree:before-head" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:param name="head" as="element(head)?"/>
    <xsl:sequence select="exists($head) and $block &lt;&lt; $head and empty($head intersect $block//head)
      and exists($block/(parent::body | parent::div | parent::text))"/>
  </xsl:function>

  <!-- The date in the heading, else the header's; of a range its beginning. -->
  <xsl:function name="tree:date" as="xs:string">
    <xsl:param name="document" as="element()?"/>
    <xsl:param name="head" as="element(head)?"/>
    <xsl:variable name="dates" as="element(date)*" select="$head//date, $document/teiHeader//creation/date"/>
    <xsl:variable name="values" as="xs:string*" select="
      ($dates ! @when, $dates ! (@from, @notBefore, @to, @notAfter)) ! replace(., '^(\d{4}(-\d\d(-\d\d)?)?).*$', '$1')"/>
    <xsl:sequence select="string($values[matches(., '^\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$')][1])"/>
  </xsl:function>

  <!-- The language of a BCP 47 tag as the typesetter knows it, for hyphenation; "" if it has none. -->
  <xsl:function name="tree:language" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="string(lower-case(tokenize($tag, '-')[1])[matches(., '^[a-z]{2,3}$')])"/>
  </xsl:function>

  <!-- What an element holds. -->
  <xsl:function name="tree:content" as="array(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="nodes" as="item()*">
      <xsl:apply-templates select="$element/node()" mode="tree:node"/>
    </xsl:variable>
    <xsl:sequence select="array { $nodes }"/>
  </xsl:function>

  <!-- A node of a kind, with what the element holds. -->
  <xsl:function name="tree:node" as="map(*)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map { 't': $kind, 'of': tree:content($element) }"/>
  </xsl:function>

  <xsl:template match="text()" mode="tree:node" as="xs:string">
    <xsl:sequence select="replace(., '\s+', ' ')"/>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="tree:node" as="empty-sequence()"/>

  <!-- Where the text changes its language. -->
  <xsl:template match="text//*[@xml:lang][tree:language(@xml:lang) != '']" mode="tree:node" as="item()*" priority="100">
    <xsl:variable name="inner" as="item()*"><xsl:next-match/></xsl:variable>
    <xsl:if test="exists($inner)">
      <xsl:sequence select="map { 't': 'language', 'lang': tree:language(@xml:lang), 'of': array { $inner } }"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
