<?xml version="1.0" encoding="UTF-8"?>
<!-- A document as plain reading text: paragraphs with an empty line between them, notes as [1] with their text at the
     end. The editor's readings are read; what the source deletes is left out, and so are page breaks. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:note="urn:tei-toolkit:notes"
  xmlns:text="urn:tei-toolkit:text"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="../common/notes.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="/" as="xs:string">
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:apply-templates select="//text[not(ancestor::text)]" mode="text:blocks"/>
      <xsl:apply-templates select="//text[not(ancestor::text)]//note[note:numbered(.)]" mode="text:endnote"/>
    </xsl:variable>
    <xsl:sequence select="string-join($blocks[.], '&#10;&#10;') || '&#10;'"/>
  </xsl:template>

  <!-- text:blocks: one string for each block; whatever holds blocks only is passed through. -->
  <xsl:mode name="text:blocks" on-no-match="shallow-skip" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="head | p | ab | lg | list | table | dateline | closer | opener | salute | signed | trailer | byline | bibl | quote[not(p)] | figDesc"
    mode="text:blocks" as="xs:string">
    <xsl:sequence select="text:block(.)"/>
  </xsl:template>
  <xsl:template match="text()[normalize-space()]" mode="text:blocks" as="xs:string">
    <xsl:sequence select="normalize-space(.)"/>
  </xsl:template>
  <xsl:template match="note" mode="text:blocks" as="xs:string">
    <xsl:variable name="paragraphs" as="xs:string*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="'[' || string-join($paragraphs[.], '&#10;&#10;') || ']'"/>
  </xsl:template>

  <xsl:mode name="text:endnote" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>
  <xsl:template match="note" mode="text:endnote" as="xs:string">
    <xsl:sequence select="'[' || accumulator-before('note') || '] ' || text:block(.)"/>
  </xsl:template>

  <!-- White space folded, except the turns of lines that we make. -->
  <xsl:function name="text:block" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:apply-templates select="$block/node()" mode="text:line"/>
    </xsl:variable>
    <xsl:variable name="whole" as="xs:string" select="string-join($pieces)"/>
    <xsl:sequence select="if (contains($whole, '&#10;'))
      then string-join(tokenize($whole, '\n') ! normalize-space(.)[.], '&#10;') else normalize-space($whole)"/>
  </xsl:function>

  <xsl:mode name="text:line" on-no-match="text-only-copy" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="text()" mode="text:line" as="xs:string">
    <xsl:sequence select="translate(., '&#9;&#10;&#13;', '   ')"/>
  </xsl:template>
  <xsl:template match="note[note:numbered(.)]" mode="text:line" as="xs:string" priority="1">
    <xsl:sequence select="'[' || accumulator-before('note') || ']'"/>
  </xsl:template>
  <xsl:template match="note[@subtype = 'sign']" mode="text:line" as="xs:string+" priority="2">
    <xsl:sequence select="'['"/><xsl:apply-templates mode="#current"/><xsl:sequence select="']'"/>
  </xsl:template>
  <xsl:template match="l | item | row | p | ab | addrLine | opener/* | closer/*" mode="text:line" as="xs:string*">
    <xsl:sequence select="'&#10;'"/>
    <xsl:if test="self::item"><xsl:sequence select="'– '"/></xsl:if>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="'&#10;'"/>
  </xsl:template>
  <xsl:template match="cell" mode="text:line" as="xs:string*">
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="following-sibling::cell"><xsl:sequence select="' | '"/></xsl:if>
  </xsl:template>

  <xsl:template match="choice" mode="text:line" as="xs:string*">
    <xsl:apply-templates select="(expan, corr, reg, *)[1]" mode="#current"/>
  </xsl:template>
  <xsl:template match="app" mode="text:line" as="xs:string*">
    <xsl:apply-templates select="(lem, rdg)[1]" mode="#current"/>
  </xsl:template>
  <xsl:template match="gap" mode="text:line" as="xs:string">
    <xsl:sequence select="'[' || (normalize-space(desc[1])[.], '…')[1] || ']'"/>
  </xsl:template>
  <xsl:template match="supplied" mode="text:line" as="xs:string+">
    <xsl:sequence select="'['"/><xsl:apply-templates mode="#current"/><xsl:sequence select="']'"/>
  </xsl:template>
  <xsl:template match="unclear" mode="text:line" as="xs:string+">
    <xsl:apply-templates mode="#current"/><xsl:sequence select="'[?]'[not(note:has-sign(current()))]"/>
  </xsl:template>
  <xsl:template match="sic[not(parent::choice)]" mode="text:line" as="xs:string+">
    <xsl:apply-templates mode="#current"/><xsl:sequence select="' [sic]'[not(note:has-sign(current()))]"/>
  </xsl:template>
  <xsl:template match="lb[not(@break = 'no')]" mode="text:line" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>
  <xsl:template match="del | fw | comment() | processing-instruction()" mode="text:line" as="empty-sequence()"/>
</xsl:stylesheet>
