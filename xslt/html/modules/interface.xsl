<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page of the site is told by Python, and the words of the interface.

     site    title, subtitle, author, language, date … and "pages": the pages that the site has
     words   key → word, read from words/LANGUAGE.xml
     page    what this one page needs: neighbours, versions, links; each stylesheet says which
     root    the way from this page to the top of the site: '' or '../'
     css     for a page that stands alone: its whole style sheet; empty in a site -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ui="urn:tei-toolkit:interface">

  <xsl:param name="site" as="map(xs:string, item()*)" select="map{}"/>
  <xsl:param name="words" as="map(xs:string, xs:string)"/>
  <xsl:param name="page" as="map(xs:string, item()*)" select="map{}"/>
  <xsl:param name="root" as="xs:string" select="''"/>
  <xsl:param name="css" as="xs:string" select="''"/>
  <xsl:param name="css-hash" as="xs:string" select="''"/>

  <!-- A word of the interface; a key that the table lacks is our mistake and stops the page. -->
  <xsl:function name="ui:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="if (map:contains($words, $key)) then $words($key)
                          else error((), 'the table of words lacks ' || $key)"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
  </xsl:function>

  <!-- A word for a value from the data: the table's, or else the value itself. -->
  <xsl:function name="ui:term" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="($words($kind || '-' || $value), $value)[1]"/>
  </xsl:function>

  <!-- '2 words': a number with its unit in the form that the number asks for. -->
  <xsl:function name="ui:count" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:param name="unit" as="xs:string"/>
    <xsl:variable name="one" as="xs:string"
      select="if ($site?language = 'ru') then '(^|[^1])1$' else '^1$'"/>
    <xsl:variable name="few" as="xs:string" select="'(^|[^1])[2-4]$'"/>
    <xsl:variable name="form" as="xs:string"
      select="if (matches($number, $one)) then 'one' else if (matches($number, $few)) then 'few' else 'many'"/>
    <xsl:variable name="name" as="xs:string" select="if ($unit = ('char', 'chars', 'letter')) then 'character'
      else replace($unit, 's$', '')"/>
    <xsl:sequence select="$number || ' ' || ($words('unit-' || $name || '-' || $form), $unit)[1]"/>
  </xsl:function>

  <!-- A text between the quotation marks of the interface's language. -->
  <xsl:function name="ui:quoted" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="ui:word('quote-open') || $text || ui:word('quote-close')"/>
  </xsl:function>
</xsl:stylesheet>
