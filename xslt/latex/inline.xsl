<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands in a line. Commands are those of latex.tex, each named for what it means. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tex="urn:tei-toolkit:latex"
  xmlns:book="urn:tei-toolkit:book">

  <xsl:mode name="tex:inline" on-no-match="fail" on-multiple-match="fail"/>
  <!-- A heading's and a part's own mode is this one. -->
  <xsl:template match="head/node()" as="text()*"><xsl:apply-templates select="." mode="tex:inline"/></xsl:template>

  <xsl:template match="text()" mode="tex:inline" as="text()*">
    <xsl:value-of select="tex:escape(.)"/>
  </xsl:template>

  <xsl:template match="ex | supplied | del | add | unclear | sic | sign | paren" mode="tex:inline" as="text()*">
    <xsl:sequence select="tex:command('\tei' || name(), .)"/>
  </xsl:template>
  <xsl:template match="hi" mode="tex:inline" as="text()*">
    <xsl:sequence select="tex:command('\tei' || @look, .)"/>
  </xsl:template>
  <xsl:template match="language" mode="tex:inline" as="text()*">
    <xsl:variable name="babel" as="xs:string?" select="tex:babel(@lang)"/>
    <xsl:sequence select="if ($babel) then tex:command('\foreignlanguage{' || $babel || '}', .)
      else tex:command('', .)"/>
  </xsl:template>
  <xsl:template match="link" mode="tex:inline" as="text()*">
    <xsl:sequence select="tex:command('\href{' || replace(@to, '([%#\\{}])', '\\$1') || '}', .)"/>
  </xsl:template>

  <!-- The writer's notes have letters (series A), the editors' numbers (series B). -->
  <xsl:template match="note" mode="tex:inline" as="text()*">
    <xsl:value-of select="if (@series = 'author') then '\footnoteA{' else '\footnoteB{'"/>
    <xsl:value-of select="tex:escape(book:word('margin') || ': ')[current()/@margin = 'true']"/>
    <xsl:apply-templates select="." mode="tex:note"/>
    <xsl:text>}</xsl:text>
  </xsl:template>
  <xsl:template match="reading" mode="tex:inline" as="text()*">
    <xsl:variable name="written" as="xs:string" select="tex:escape(book:word('written') || ': ' || @written)"/>
    <xsl:apply-templates mode="tex:inline"/>
    <xsl:value-of select="if (@note = 'true') then '\footnoteB{' || $written || '}' else ' (' || $written || ')'"/>
  </xsl:template>

  <!-- In a footnote and in a cell a paragraph ends with a \par that commands can hold. -->
  <xsl:mode name="tex:note" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="note" mode="tex:note" as="text()*">
    <xsl:apply-templates mode="tex:inline"/>
  </xsl:template>
  <xsl:template match="p | subhead | aside | quote | verse | line | list | item | lines | table | cell" mode="tex:inline" as="text()*">
    <xsl:value-of select="'\teipar{}'[current()/preceding-sibling::node()[self::* or normalize-space()]]"/>
    <xsl:apply-templates mode="tex:inline"/>
    <xsl:value-of select="'\teipar{}'[current()/following-sibling::node()[1][self::text()[normalize-space()]]]"/>
  </xsl:template>
  <xsl:template match="rule" mode="tex:inline" as="text()*">
    <xsl:text>\teipar{}\teirule{}\teipar{}</xsl:text>
  </xsl:template>

  <!-- A name goes to the index of those the register knows: sorted as the register's names are sorted. -->
  <xsl:template match="name" mode="tex:inline" as="text()*">
    <xsl:variable name="tree" as="document-node()" select="root()"/>
    <xsl:variable name="noted" as="xs:string" select="if (@noted = 'true') then '|teinoted' else ''"/>
    <xsl:variable name="entries" as="text()*">
      <xsl:for-each select="tokenize(@refs) ! key('item', ., $tree)">
        <xsl:variable name="dates" as="xs:string" select="if (@dates != '') then ' (' || @dates || ')' else ''"/>
        <xsl:value-of select="'\teiindex{' || name(..) || '}{' || tex:sorted(.) || '@' || tex:index(@name || $dates) || $noted || '}'"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="$entries, tex:command('\teiname', .)"/>
  </xsl:template>

  <xsl:template match="gap" mode="tex:inline" as="text()*">
    <xsl:value-of select="'\teigap' || tex:arguments(@words)"/>
  </xsl:template>
  <xsl:template match="page" mode="tex:inline" as="text()*">
    <xsl:value-of select="'\teipage' || tex:arguments(@n)"/>
  </xsl:template>
  <xsl:template match="break" mode="tex:inline" as="text()*">
    <xsl:text>\newline{}</xsl:text>
  </xsl:template>

  <xsl:function name="tex:command" as="text()*">
    <xsl:param name="command" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:value-of select="$command || '{'"/>
    <xsl:apply-templates select="$element/node()" mode="tex:inline"/>
    <xsl:text>}</xsl:text>
  </xsl:function>
</xsl:stylesheet>
