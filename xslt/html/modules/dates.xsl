<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates in words, in the interface's language. Values come from the data and may be anything: what is no
     date is given back as it stands. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- '1939-02-03' → 'Friday, 3 February 1939'; '1939-02' → 'February 1939'; else the value itself. -->
  <xsl:function name="date:words" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="
      if ($value castable as xs:date) then date:day(xs:date($value))
      else if ($value castable as xs:gYearMonth) then date:month($value)
      else $value"/>
  </xsl:function>

  <xsl:function name="date:day" as="xs:string">
    <xsl:param name="day" as="xs:date"/>
    <xsl:sequence select="date:day-as(ui:word('date-day'), $day)"/>
  </xsl:function>

  <!-- The day in the form of a pattern; where a language calls a day by another word than its number, by that. -->
  <xsl:function name="date:day-as" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:param name="day" as="xs:date"/>
    <xsl:sequence select="$pattern
      => date:fill('weekday', date:weekday($day))
      => date:fill('day', date:day-number(day-from-date($day)))
      => date:fill('month', ui:word('month-' || month-from-date($day)))
      => date:fill('year', string(year-from-date($day)))"/>
  </xsl:function>

  <!-- '3 February 1939': the day without its weekday, for links. -->
  <xsl:function name="date:short" as="xs:string">
    <xsl:param name="day" as="xs:date"/>
    <xsl:sequence select="date:day-as(replace(ui:word('date-day'), '\[weekday\],?\s*|,?\s*\[weekday\]', ''), $day)"/>
  </xsl:function>

  <xsl:function name="date:month" as="xs:string">
    <xsl:param name="month" as="xs:string"/>
    <xsl:sequence select="ui:word('date-month')
      => date:fill('name', ui:word('month-name-' || number(substring($month, 6, 2))))
      => date:fill('year', substring($month, 1, 4))"/>
  </xsl:function>

  <xsl:function name="date:weekday" as="xs:string">
    <xsl:param name="day" as="xs:date"/>
    <xsl:sequence select="ui:word('weekday-' || date:weekday-number($day))"/>
  </xsl:function>

  <!-- From Monday, 1. 1 January 1900 was a Monday; the double mod keeps days before it positive. -->
  <xsl:function name="date:weekday-number" as="xs:integer">
    <xsl:param name="day" as="xs:date"/>
    <xsl:variable name="days" as="xs:integer"
      select="days-from-duration(adjust-date-to-timezone($day, ()) - xs:date('1900-01-01'))"/>
    <xsl:sequence select="(($days mod 7) + 7) mod 7 + 1"/>
  </xsl:function>

  <!-- '02-03' → '3 February' -->
  <xsl:function name="date:anniversary" as="xs:string">
    <xsl:param name="day" as="xs:string"/>
    <xsl:sequence select="ui:word('date-anniversary')
      => date:fill('day', date:day-number(xs:integer(substring($day, 4))))
      => date:fill('month', ui:word('month-' || number(substring($day, 1, 2))))"/>
  </xsl:function>

  <xsl:function name="date:day-number" as="xs:string">
    <xsl:param name="day" as="xs:integer"/>
    <xsl:sequence select="($words('day-' || $day), string($day))[1]"/>
  </xsl:function>

  <xsl:function name="date:fill" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:param name="part" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="place" as="xs:string" select="'[' || $part || ']'"/>
    <xsl:sequence select="if (contains($pattern, $place))
      then substring-before($pattern, $place) || $value || substring-after($pattern, $place) else $pattern"/>
  </xsl:function>

  <!-- What the attributes of a TEI date say, in words; empty if they say nothing. -->
  <xsl:function name="date:meaning" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:apply-templates select="$date" mode="date:meaning"/>
  </xsl:function>

  <xsl:mode name="date:meaning" on-no-match="deep-skip" on-multiple-match="fail"/>

  <xsl:template match="*" mode="date:meaning" as="xs:string">
    <xsl:sequence select="''"/>
  </xsl:template>
  <xsl:template match="*[@when]" mode="date:meaning" as="xs:string" priority="5">
    <xsl:sequence select="date:words(@when)"/>
  </xsl:template>
  <xsl:template match="*[@from and @to]" mode="date:meaning" as="xs:string" priority="4">
    <xsl:sequence select="date:words(@from) || ' – ' || date:words(@to)"/>
  </xsl:template>
  <xsl:template match="*[@notBefore and @notAfter]" mode="date:meaning" as="xs:string" priority="3">
    <xsl:sequence select="string-join((ui:word('between'), date:words(@notBefore), ui:word('and'),
      date:words(@notAfter)), ' ')"/>
  </xsl:template>
  <xsl:template match="*[@notBefore or @from]" mode="date:meaning" as="xs:string" priority="2">
    <xsl:sequence select="ui:word('not-before') || ' ' || date:words((@notBefore, @from)[1])"/>
  </xsl:template>
  <xsl:template match="*[@notAfter or @to]" mode="date:meaning" as="xs:string" priority="1">
    <xsl:sequence select="ui:word('not-after') || ' ' || date:words((@notAfter, @to)[1])"/>
  </xsl:template>
</xsl:stylesheet>
