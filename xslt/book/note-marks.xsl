<?xml version="1.0" encoding="UTF-8"?>
<!-- Which number or letter a note of a book has: that of the printed book, so that all formats can be cited alike. Where
     that depends on pages, notes begin to count anew with each entry. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:book="urn:tei-toolkit:book">

  <!-- The number of a note in the whole book. -->
  <xsl:accumulator name="notes" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="note | reading[@note = 'true']" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:function name="book:note-number" as="xs:integer">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="$note/accumulator-before('notes')"/>
  </xsl:function>

  <xsl:accumulator name="number-of-note" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="entry" select="0"/>
    <xsl:accumulator-rule match="note[not(@series = 'author')] | reading[@note = 'true']" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="letter-of-note" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="entry" select="0"/>
    <xsl:accumulator-rule match="note[@series = 'author']" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:function name="book:note-mark" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="
      if ($note/@mark) then string($note/@mark)
      else if ($note/@series = 'author') then format-integer($note/accumulator-before('letter-of-note'), 'a')
      else string($note/accumulator-before('number-of-note'))"/>
  </xsl:function>
</xsl:stylesheet>
