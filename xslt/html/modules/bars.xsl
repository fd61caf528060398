<?xml version="1.0" encoding="UTF-8"?>
<!-- How much was written when: a bar for each month, of many years for each year, that leads to its days. It is a drawing
     with links, which needs no script; the table of the calendar says the same in numbers. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:svg="http://www.w3.org/2000/svg"
  xmlns:bars="urn:tei-toolkit:html:bars"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/2000/svg">

  <!-- The width and height of the drawing, the room for years below it, and of how many years months are shown. -->
  <xsl:variable name="bars:wide" as="xs:integer" select="720"/>
  <xsl:variable name="bars:high" as="xs:integer" select="110"/>
  <xsl:variable name="bars:foot" as="xs:integer" select="24"/>
  <xsl:variable name="bars:most-years" as="xs:integer" select="10"/>

  <!-- written: for each year with entries its year, and the numbers of its months. -->
  <xsl:function name="bars:drawing" as="element(svg:svg)">
    <xsl:param name="written" as="map(*)+"/>
    <xsl:variable name="years" as="map(*)+" select="bars:without-gaps($written)"/>
    <xsl:variable name="monthly" as="xs:boolean" select="count($years) le $bars:most-years"/>
    <xsl:variable name="counts" as="xs:integer+"
      select="if ($monthly) then $years ! (?months?* ! xs:integer(.)) else $years ! xs:integer(sum(?months?*))"/>
    <xsl:variable name="step" as="xs:double" select="$bars:wide div count($counts)"/>
    <svg class="bars" viewBox="0 0 {$bars:wide} {$bars:high + $bars:foot}" role="group" aria-label="{ui:word('timeline')}">
      <xsl:for-each select="$counts">
        <xsl:variable name="place" as="xs:integer" select="position() - 1"/>
        <xsl:variable name="year" as="map(*)" select="$years[if ($monthly) then $place idiv 12 + 1 else $place + 1]"/>
        <xsl:variable name="month" as="xs:string?" select="if ($monthly) then $year?year || '-' || format-number($place mod 12 + 1, '00') else ()"/>
        <xsl:if test=". > 0">
          <xsl:sequence select="bars:bar($year?year, $month, ., $place * $step, $step, . div max($counts))"/>
        </xsl:if>
      </xsl:for-each>
      <path class="ground" d="M0 {$bars:high}H{$bars:wide}"/>
      <xsl:sequence select="bars:years($years)"/>
    </svg>
  </xsl:function>

  <!-- Years in which nothing was written have their room too. -->
  <xsl:function name="bars:without-gaps" as="map(*)+">
    <xsl:param name="written" as="map(*)+"/>
    <xsl:for-each select="xs:integer($written[1]?year) to xs:integer($written[last()]?year)">
      <xsl:variable name="year" as="xs:string" select="format-number(., '0000')"/>
      <xsl:sequence select="($written[?year = $year], map { 'year': $year, 'months': array { (1 to 12) ! 0 } })[1]"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="bars:bar" as="element(svg:a)">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="month" as="xs:string?"/>
    <xsl:param name="count" as="xs:integer"/>
    <xsl:param name="left" as="xs:double"/>
    <xsl:param name="step" as="xs:double"/>
    <xsl:param name="share" as="xs:double"/>
    <xsl:variable name="tall" as="xs:double" select="max((2, round($share * ($bars:high - 6), 1)))"/>
    <xsl:variable name="said" as="xs:string" select="($month ! date:month(.), $year)[1] || ui:word('colon') || $count"/>
    <a href="calendar/{$year}.html{$month ! ('#m' || .)}" aria-label="{$said}">
      <title><xsl:value-of select="$said"/></title>
      <!-- The whole height can be clicked, however little was written. -->
      <rect class="room" x="{round($left, 1)}" y="0" width="{round($step, 1)}" height="{$bars:high}"/>
      <rect class="bar" x="{round($left + $step * 0.1, 1)}" y="{$bars:high - $tall}" width="{round($step * 0.8, 1)}" height="{$tall}"/>
    </a>
  </xsl:function>

  <!-- The years below, of many only so many as do not touch. -->
  <xsl:function name="bars:years" as="element(svg:text)+">
    <xsl:param name="years" as="map(*)+"/>
    <xsl:variable name="step" as="xs:double" select="$bars:wide div count($years)"/>
    <xsl:variable name="each" as="xs:integer" select="((1, 2, 5, 10, 20, 50)[. * $step ge 72], 100)[1]"/>
    <xsl:for-each select="$years[(position() - 1) mod $each = 0]">
      <text x="{round(((position() - 1) * $each + 0.5) * $step, 1)}" y="{$bars:high + $bars:foot - 6}" aria-hidden="true"><xsl:value-of select="?year"/></text>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
