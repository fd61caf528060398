<?xml version="1.0" encoding="UTF-8"?>
<!-- What files, ids and titles are called: the package, the navigation and the text agree on them. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:book="urn:tei-toolkit:book">

  <!-- '1939-02'; 'undated'; a second run of one month has a number. -->
  <xsl:function name="book:file" as="xs:string">
    <xsl:param name="division" as="element(division)"/>
    <xsl:variable name="same" as="element(division)*" select="
      $division/preceding-sibling::division[@year = $division/@year][@month = $division/@month]"/>
    <xsl:sequence select="string-join((
      if ($division/@year = '0') then 'undated' else $division/@year,
      $division/@month[. != '0'] ! format-integer(xs:integer(.), '01'),
      if (exists($same)) then count($same) + 1 else ()), '-')"/>
  </xsl:function>

  <xsl:function name="book:prose-file" as="xs:string">
    <xsl:param name="prose" as="element(prose)"/>
    <xsl:sequence select="'preface-' || (count($prose/preceding-sibling::prose) + 1)"/>
  </xsl:function>

  <xsl:function name="book:begins-year" as="xs:boolean">
    <xsl:param name="division" as="element(division)"/>
    <xsl:sequence select="not($division/@year = $division/preceding-sibling::division[1]/@year)"/>
  </xsl:function>
  <xsl:function name="book:year" as="xs:string">
    <xsl:param name="division" as="element(division)"/>
    <xsl:sequence select="if ($division/@year = '0') then book:word('undated') else string($division/@year)"/>
  </xsl:function>
  <xsl:function name="book:month-of" as="xs:string?">
    <xsl:param name="division" as="element(division)"/>
    <xsl:sequence select="$division/@month[. != '0'] ! book:month(.)"/>
  </xsl:function>
  <xsl:function name="book:division-title" as="xs:string">
    <xsl:param name="division" as="element(division)"/>
    <xsl:sequence select="string-join((book:month-of($division), book:year($division)), ' ')"/>
  </xsl:function>

  <!-- The day, else what the entry is called. -->
  <xsl:function name="book:entry-title" as="xs:string">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:sequence select="(book:date($entry/@date)[. != ''], $entry/@title[. != ''], normalize-space($entry/head)[. != ''],
      book:word('undated'))[1] ! string()"/>
  </xsl:function>

  <!-- Ids of entries and of those in the registers are names in TEI already; an entry without one is counted. -->
  <xsl:function name="book:id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/self::item) then 'item-' || $element/@id
      else if ($element/@id != '') then string($element/@id)
      else 'entry-' || count($element/preceding::entry) + 1"/>
  </xsl:function>

  <!-- Pages are counted through the whole book, as notes are, so that an id is never twice. -->
  <xsl:accumulator name="pages" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="page" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:function name="book:note-id" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="'note-' || book:note-number($note)"/>
  </xsl:function>
  <xsl:function name="book:page-id" as="xs:string">
    <xsl:param name="page" as="element(page)"/>
    <xsl:sequence select="'page-' || $page/accumulator-before('pages')"/>
  </xsl:function>
</xsl:stylesheet>
