<?xml version="1.0" encoding="UTF-8"?>
<!-- A month as a table of weeks, from Monday, whose days are given as links. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:month="urn:tei-toolkit:html:month"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <!-- A month of a year: first is its first day; days are map entries, day of the month → what stands in its cell. -->
  <xsl:function name="month:of-weeks" as="element(h:table)">
    <xsl:param name="first" as="xs:date"/>
    <xsl:param name="caption" as="node()"/>
    <xsl:param name="days" as="map(xs:integer, node()*)"/>
    <table class="of-weeks" id="m{substring(string($first), 1, 7)}">
      <caption><xsl:sequence select="$caption"/></caption>
      <thead>
        <tr>
          <xsl:for-each select="1 to 7">
            <th scope="col" abbr="{ui:word('weekday-' || .)}"><xsl:value-of select="ui:word('weekday-short-' || .)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:sequence select="month:weeks($days, month:last($first), month:empty-before($first))"/>
      </tbody>
    </table>
  </xsl:function>

  <!-- A month of no certain year has no weekdays. -->
  <xsl:function name="month:of-any-year" as="element(h:table)">
    <xsl:param name="month" as="xs:integer"/>
    <xsl:param name="days" as="map(xs:integer, node()*)"/>
    <table class="of-weeks">
      <caption><xsl:value-of select="ui:word('month-name-' || $month)"/></caption>
      <tbody>
        <xsl:sequence select="month:weeks($days, (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[$month], 0)"/>
      </tbody>
    </table>
  </xsl:function>

  <xsl:function name="month:weeks" as="element(h:tr)+">
    <xsl:param name="days" as="map(xs:integer, node()*)"/>
    <xsl:param name="last" as="xs:integer"/>
    <xsl:param name="before" as="xs:integer"/>
    <xsl:for-each-group select="1 - $before to $last" group-adjacent="(. + $before - 1) idiv 7">
      <tr>
        <xsl:for-each select="current-group()">
          <td>
            <xsl:if test=". > 0"><xsl:sequence select="($days(.), month:without(.)[empty($days(current()))])"/></xsl:if>
          </td>
        </xsl:for-each>
        <!-- Every week has as many cells, for those who go through tables by ear. -->
        <xsl:for-each select="count(current-group()) + 1 to 7"><td/></xsl:for-each>
      </tr>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="month:without" as="element(h:span)">
    <xsl:param name="day" as="xs:integer"/>
    <span><xsl:value-of select="$day"/></span>
  </xsl:function>

  <xsl:function name="month:last" as="xs:integer">
    <xsl:param name="first" as="xs:date"/>
    <xsl:sequence select="day-from-date($first + xs:yearMonthDuration('P1M') - xs:dayTimeDuration('P1D'))"/>
  </xsl:function>
  <xsl:function name="month:empty-before" as="xs:integer">
    <xsl:param name="first" as="xs:date"/>
    <xsl:sequence select="date:weekday-number($first) - 1"/>
  </xsl:function>
</xsl:stylesheet>
