<?xml version="1.0" encoding="UTF-8"?>
<!-- A book as word processors and layout programs see it: one paragraph after another, each with the name of a style;
     in it runs of words, each with the name of a style and a look. Word and InDesign are made of this.

     paragraph (style, language)   Part Year Month Entry Paragraph Subhead Aside Quotation Verse Opener Closer List Rule
                                   Title Author Subtitle Imprint, and Footnote or AuthorNote within a note
     table, row, cell              hold paragraphs
     run (style, language, italic, bold, caps, sup, sub, underline, strike)   words; style: Name Expansion Supplied
                                   Gap Unclear Sic Sign Added Deleted Page, or none
     tab, break                    within a run
     note (series, mark, number)   within a paragraph; holds paragraphs. Its mark is a letter or a number, its
                                   number goes through the book

     The names are for a publisher's template to map, so they stay what they are. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:book="urn:tei-toolkit:book">

  <xsl:mode name="book:paragraphs" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="/" mode="book:paragraphs" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>
  <xsl:template match="book | document" mode="book:paragraphs" as="element()*">
    <xsl:sequence select="book:said('Author', @author), book:said('Title', @title), book:said('Subtitle', @subtitle)"/>
    <xsl:for-each select="responsible">
      <xsl:sequence select="book:said('Imprint', @role || ': ' || @name)"/>
    </xsl:for-each>
    <xsl:sequence select="book:said('Imprint', string-join((@publisher, @place, @date)[. != ''], ', ')),
      book:said('Imprint', (@licence[. != ''] ! (book:word('licence') || ': ' || .)))"/>
    <xsl:apply-templates select="prose" mode="#current"/>
    <xsl:if test="abbreviation">
      <xsl:sequence select="book:said('Part', book:word('abbreviations')),
        abbreviation ! book:said('List', @form || ' – ' || @means)"/>
    </xsl:if>
    <xsl:apply-templates select="division" mode="#current"/>
  </xsl:template>
  <xsl:template match="prose" mode="book:paragraphs" as="element()*" priority="1">
    <xsl:sequence select="book:said('Part', @title)"/>
    <xsl:next-match/>
  </xsl:template>
  <!-- The words of a run without the space at a paragraph's ends. -->
  <xsl:function name="book:shown" as="xs:string">
    <xsl:param name="words" as="text()"/>
    <xsl:variable name="run" as="element(run)" select="$words/parent::run"/>
    <xsl:variable name="start" as="xs:string" select="
      if (empty(($words/preceding-sibling::node(), $run/preceding-sibling::*))) then replace($words, '^\s+', '') else string($words)"/>
    <xsl:sequence select="
      if (empty(($words/following-sibling::node(), $run/following-sibling::*))) then replace($start, '\s+$', '') else $start"/>
  </xsl:function>

  <xsl:function name="book:said" as="element(paragraph)?">
    <xsl:param name="style" as="xs:string"/>
    <xsl:param name="words" as="xs:string?"/>
    <xsl:if test="$words">
      <paragraph style="{$style}" language="{$book:language}"><run><xsl:value-of select="$words"/></run></paragraph>
    </xsl:if>
  </xsl:function>

  <xsl:template match="division" mode="book:paragraphs" as="element()*">
    <xsl:if test="not(@year = preceding-sibling::division[1]/@year)">
      <xsl:sequence select="book:said('Year', if (@year = '0') then book:word('undated') else string(@year))"/>
    </xsl:if>
    <xsl:sequence select="@month[. != '0'] ! book:said('Month', book:month(.))"/>
    <xsl:apply-templates select="entry" mode="#current"/>
  </xsl:template>

  <xsl:template match="entry" mode="book:paragraphs" as="element()*">
    <xsl:variable name="language" as="xs:string" select="(@language[. != ''], $book:language)[1]"/>
    <xsl:apply-templates select="before" mode="#current">
      <xsl:with-param name="language" select="$language" tunnel="yes"/>
    </xsl:apply-templates>
    <paragraph style="Entry" language="{$language}">
      <xsl:apply-templates select="pages/page, head/node()" mode="book:run"/>
      <xsl:if test="empty(head/node())"><run><xsl:value-of select="(book:date(@date)[. != ''], @title)[1]"/></run></xsl:if>
    </paragraph>
    <xsl:apply-templates select="of" mode="#current">
      <xsl:with-param name="language" select="$language" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:function name="book:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::p | self::subhead | self::aside | self::quote | self::verse | self::line
      | self::list | self::item | self::lines | self::table | self::rule
      | (self::language | self::hi | self::name | self::supplied | self::del | self::add | self::unclear)[*[book:is-block(.)]]))"/>
  </xsl:function>

  <!-- What holds blocks hands its style down; runs of words between them become paragraphs. -->
  <xsl:template match="prose | before | of | p | item | cell | note | hi | name | supplied | del | add | unclear" mode="book:paragraphs" as="element()*">
    <xsl:param name="style" as="xs:string" select="'Paragraph'" tunnel="yes"/>
    <xsl:param name="language" as="xs:string" tunnel="yes" select="$book:language"/>
    <xsl:param name="label" as="xs:string" select="''"/>
    <xsl:for-each-group select="node()" group-adjacent="book:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="#current">
            <xsl:with-param name="label" select="if (position() = 1) then $label else ''"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:when test="current-group()[self::* or normalize-space()]">
          <paragraph style="{$style}" language="{$language}">
            <xsl:if test="$label and position() = 1"><run><xsl:value-of select="$label"/><tab/></run></xsl:if>
            <xsl:apply-templates select="current-group()" mode="book:run"/>
          </paragraph>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:variable name="book:styles" as="map(xs:string, xs:string)" select="map {
    'subhead': 'Subhead', 'aside': 'Aside', 'quote': 'Quotation', 'verse': 'Verse' }"/>
  <xsl:template match="subhead | aside | quote | verse | lines | line | language" mode="book:paragraphs" as="element()*">
    <xsl:param name="style" as="xs:string" select="'Paragraph'" tunnel="yes"/>
    <xsl:param name="language" as="xs:string" tunnel="yes" select="$book:language"/>
    <xsl:for-each-group select="node()" group-adjacent="book:is-block(.)">
      <xsl:variable name="own" as="xs:string" select="
        (current-group()[1]/../(($book:styles(name())), self::lines/(if (@side = 'end') then 'Closer' else 'Opener')), $style)[1]"/>
      <xsl:variable name="tongue" as="xs:string" select="(current-group()[1]/../self::language/@lang, $language)[1]"/>
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="#current">
            <xsl:with-param name="style" select="$own" tunnel="yes"/>
            <xsl:with-param name="language" select="$tongue" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:when test="current-group()[self::* or normalize-space()]">
          <paragraph style="{$own}" language="{$tongue}">
            <xsl:apply-templates select="current-group()" mode="book:run"/>
          </paragraph>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="list" mode="book:paragraphs" as="element()*">
    <xsl:variable name="ordered" as="xs:boolean" select="@ordered = 'true'"/>
    <xsl:for-each-group select="node()[self::* or normalize-space()]" group-adjacent="exists(self::item) or book:is-block(.)">
      <xsl:for-each select="if (current-grouping-key()) then current-group() else ()">
        <xsl:apply-templates select="." mode="#current">
          <xsl:with-param name="style" select="'List'" tunnel="yes"/>
          <xsl:with-param name="label" select="
            if (@n) then string(@n) else if ($ordered) then count(preceding-sibling::item) + 1 || '.' else '•'"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:if test="not(current-grouping-key())">
        <paragraph style="List" language="{$book:language}"><xsl:apply-templates select="current-group()" mode="book:run"/></paragraph>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="table" mode="book:paragraphs" as="element(table)">
    <xsl:variable name="columns" as="xs:integer" select="xs:integer(@columns)"/>
    <table columns="{$columns}">
      <xsl:for-each-group select="cell" group-adjacent="(position() - 1) idiv $columns">
        <row>
          <xsl:for-each select="current-group()">
            <cell>
              <xsl:variable name="inner" as="element()*"><xsl:apply-templates select="." mode="#current"/></xsl:variable>
              <xsl:sequence select="$inner"/>
              <xsl:if test="empty($inner)"><paragraph style="Paragraph" language="{$book:language}"/></xsl:if>
            </cell>
          </xsl:for-each>
        </row>
      </xsl:for-each-group>
    </table>
  </xsl:template>
  <xsl:template match="rule" mode="book:paragraphs" as="element(paragraph)">
    <xsl:sequence select="book:said('Rule', '* * *')"/>
  </xsl:template>
</xsl:stylesheet>
