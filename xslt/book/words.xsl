<?xml version="1.0" encoding="UTF-8"?>
<!-- The book's own words (words.json), and dates in them. A language without a table speaks English. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:book="urn:tei-toolkit:book">

  <xsl:param name="words" as="map(xs:string, map(*))"/>
  <xsl:variable name="book:language" as="xs:string" select="string(/*/@language)"/>
  <xsl:variable name="book:words" as="map(*)" select="($words($book:language), $words?en)[1]"/>

  <xsl:function name="book:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$book:words($key)"/>
  </xsl:function>

  <xsl:function name="book:month" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="$book:words?months(xs:integer($number))"/>
  </xsl:function>

  <!-- 1939-02-03, or less of it, as readers of the language write it; '' for none. -->
  <xsl:function name="book:date" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:variable name="parts" as="xs:integer*" select="tokenize($date, '-')[. != ''] ! xs:integer(.)"/>
    <xsl:variable name="names" as="array(*)" select="($book:words?days, $book:words?months)[1]"/>
    <xsl:sequence select="
      if (count($parts) lt 2) then string-join($parts ! string())
      else if (count($parts) = 2) then book:month(string($parts[2])) || ' ' || $parts[1]
      else $parts[3] || '.'[$book:language = 'de'] || ' ' || $names($parts[2]) || ' ' || $parts[1]"/>
  </xsl:function>
</xsl:stylesheet>
