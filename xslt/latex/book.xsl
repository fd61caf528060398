<?xml version="1.0" encoding="UTF-8"?>
<!-- A book, or one document, as LaTeX for LuaLaTeX or XeLaTeX with reledmac: what a publisher sets type from.

     The input is the tree of a book as XML (transform/book_xml.py says how, xslt/book/entry.xsl what is in it). The
     preamble is latex.tex, which a publisher replaces; the text uses only the commands that it defines, each named
     for what it means (\teiname, \teigap …), so that a house style is a matter of redefining them. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tex="urn:tei-toolkit:latex"
  xmlns:book="urn:tei-toolkit:book">

  <xsl:include href="../book/words.xsl"/>
  <xsl:include href="escape.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="inline.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <!-- latex.tex, as text: no stylesheet reads files. -->
  <xsl:param name="preamble" as="xs:string"/>

  <xsl:key name="item" match="persons/item | places/item" use="@id"/>

  <xsl:template match="/" as="text()*">
    <xsl:text>% !TeX program = lualatex&#10;\documentclass[10pt,twoside]{</xsl:text>
    <xsl:value-of select="if (book) then 'book' else 'article'"/>
    <xsl:text>}&#10;</xsl:text>
    <xsl:value-of select="tex:languages(/)"/>
    <xsl:value-of select="$preamble"/>
    <xsl:text>\hypersetup{pdftitle={</xsl:text>
    <xsl:value-of select="tex:escape(*/@title)"/>
    <xsl:text>},pdfauthor={</xsl:text>
    <xsl:value-of select="tex:escape(*/@author)"/>
    <xsl:text>}}&#10;</xsl:text>
    <xsl:value-of select="book/@notes ! ('\teicountnotes{' || . || '}&#10;')"/>
    <xsl:text>\begin{document}&#10;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>\end{document}&#10;</xsl:text>
  </xsl:template>

  <!-- The languages of the text for babel; what it does not know is set without hyphenation. -->
  <xsl:function name="tex:languages" as="xs:string">
    <xsl:param name="tree" as="document-node()"/>
    <xsl:variable name="main" as="xs:string" select="(tex:babel($tree/*/@language), 'english')[1]"/>
    <xsl:variable name="others" as="xs:string*" select="
      distinct-values($tree//(entry/@language | language/@lang) ! tex:babel(.))[. != $main] => sort()"/>
    <xsl:sequence select="string-join((
      '\usepackage[' || $main || (if ($main = 'english') then '' else ',provide=*') || ']{babel}',
      $others ! ('\babelprovide[import]{' || . || '}'), ''), '&#10;')"/>
  </xsl:function>

  <xsl:template match="book" as="text()*">
    <xsl:text>\frontmatter&#10;</xsl:text>
    <xsl:value-of select="'\teititlepage', tex:arguments((@author, @title, @subtitle, @publisher, string-join((@place, @date)[. != ''], ', '))), '&#10;'" separator=""/>
    <xsl:text>\begin{teiimprint}&#10;</xsl:text>
    <xsl:for-each select="responsible">
      <xsl:value-of select="tex:escape(@role || ': ' || @name) || '\par&#10;'"/>
    </xsl:for-each>
    <xsl:if test="@licence != ''">
      <xsl:value-of select="tex:escape(book:word('licence') || ': ' || @licence) || '\par&#10;'"/>
    </xsl:if>
    <xsl:text>\end{teiimprint}&#10;\tableofcontents&#10;</xsl:text>
    <xsl:apply-templates select="prose"/>
    <xsl:if test="abbreviation">
      <xsl:value-of select="'\teipart{' || tex:escape(book:word('abbreviations')) || '}&#10;'"/>
      <xsl:for-each select="abbreviation"><xsl:value-of select="'\teiabbreviation' || tex:arguments((@form, @means)) || '&#10;'"/></xsl:for-each>
    </xsl:if>
    <xsl:text>\mainmatter&#10;</xsl:text>
    <xsl:apply-templates select="division"/>
    <xsl:text>\backmatter&#10;</xsl:text>
    <xsl:for-each select="(persons, places)[item]">
      <xsl:for-each select="item[@see]">
        <xsl:value-of select="'\teiindex{', name(..), '}{', tex:sorted(.), '@', tex:index(@name), '|see{', tex:escape(@see), '}}&#10;'" separator=""/>
      </xsl:for-each>
      <xsl:value-of select="'\printindex[' || name() || ']&#10;'"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="document" as="text()*">
    <xsl:apply-templates select="division/entry"/>
  </xsl:template>

  <xsl:template match="prose" as="text()*">
    <xsl:value-of select="'\teipart{' || tex:escape(@title) || '}&#10;'"/>
    <xsl:call-template name="tex:numbered"/>
  </xsl:template>

  <!-- Where an item stands in its index: the program that sorts indexes knows few alphabets. -->
  <xsl:function name="tex:sorted" as="xs:string">
    <xsl:param name="item" as="element(item)"/>
    <xsl:sequence select="format-integer(count($item/preceding-sibling::item) + 1, '00001')"/>
  </xsl:function>

  <!-- A year is a chapter, a month a section, an entry a subsection. -->
  <xsl:template match="division" as="text()*">
    <xsl:variable name="before" as="element(division)?" select="preceding-sibling::division[1]"/>
    <xsl:if test="not(@year = $before/@year)">
      <xsl:value-of select="'\teiyear{', if (@year = '0') then tex:escape(book:word('undated')) else string(@year), '}&#10;'" separator=""/>
    </xsl:if>
    <xsl:if test="@month != '0'">
      <xsl:value-of select="'\teimonth{', tex:escape(book:month(@month)), '}&#10;'" separator=""/>
    </xsl:if>
    <xsl:apply-templates select="entry"/>
  </xsl:template>

  <xsl:template match="entry" as="text()*">
    <xsl:variable name="date" as="xs:string" select="(book:date(@date)[. != ''], @title)[1]"/>
    <xsl:apply-templates select="before"/>
    <xsl:text>&#10;\teientry{</xsl:text>
    <xsl:value-of select="tex:escape($date)"/>
    <xsl:text>}{</xsl:text>
    <xsl:apply-templates select="head/node()"/>
    <xsl:if test="empty(head/node())"><xsl:value-of select="tex:escape($date)"/></xsl:if>
    <xsl:text>}{</xsl:text>
    <xsl:value-of select="tex:escape(string-join(pages/page/@n, ', '))"/>
    <xsl:text>}&#10;</xsl:text>
    <xsl:apply-templates select="of">
      <xsl:with-param name="language" select="tex:babel(@language)[. != tex:babel($book:language)]"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Numbered lines: each run of blocks has a numbering of its own. -->
  <xsl:template match="before | of" as="text()*">
    <xsl:param name="language" as="xs:string?" select="()"/>
    <xsl:call-template name="tex:numbered"><xsl:with-param name="language" select="$language"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="tex:numbered" as="text()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="language" as="xs:string?" select="()"/>
    <xsl:if test="node()">
      <xsl:value-of select="$language ! ('\begin{otherlanguage}{' || . || '}&#10;')"/>
      <xsl:text>\beginnumbering&#10;</xsl:text>
      <xsl:call-template name="tex:blocks"/>
      <xsl:text>\endnumbering&#10;</xsl:text>
      <xsl:value-of select="$language ! '\end{otherlanguage}&#10;'"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
