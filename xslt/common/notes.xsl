<?xml version="1.0" encoding="UTF-8"?>
<!-- Which notes have a number, and which: the same in every output. A note that stands in a line has one, unless the
     source itself has it in its margin; a note between paragraphs is an aside and has none. What a transcript says in
     brackets of the word before it, [?] or [sic], is a sign and no note (subtype="sign", as the converter writes it). -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:note="urn:tei-toolkit:notes"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="note:numbered" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="not($note/(parent::div | parent::body | parent::front | parent::back))
      and not($note/@subtype = 'sign')
      and not($note/@place = ('margin', 'left', 'right', 'top', 'inline', 'inspace'))
      and exists($note/ancestor::text)"/>
  </xsl:function>

  <xsl:accumulator name="note" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="TEI" select="0"/>
    <xsl:accumulator-rule match="note" select="if (note:numbered(.)) then $value + 1 else $value"/>
  </xsl:accumulator>

  <!-- Whether the transcript's own sign follows a reading, so that no second one is called for. -->
  <xsl:function name="note:has-sign" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="exists($reading/ancestor-or-self::*[not(descendant-or-self::p)]
      /following-sibling::node()[self::* or normalize-space()][1][self::note[@subtype = 'sign']])"/>
  </xsl:function>
</xsl:stylesheet>
