<?xml version="1.0" encoding="UTF-8"?>
<!-- The calendar: all years with their months, each as dark as it has entries; and the page of one year, whose days
     lead to their entries.

     page: for all: years: year, and months with their numbers of entries; most: the greatest of these.
     For one: year; days: '1939-02-03' → href, label of each entry; previous, next: years -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:month="urn:tei-toolkit:html:month"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:bars="urn:tei-toolkit:html:bars"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/shell.xsl"/>
  <xsl:include href="modules/month.xsl"/>
  <xsl:include href="modules/beside.xsl"/>
  <xsl:include href="modules/bars.xsl"/>

  <xsl:template name="xsl:initial-template" as="element(h:html)">
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="'calendar'"/>
      <xsl:with-param name="title" select="string-join((ui:word('calendar'), $page?year), ' ')"/>
      <xsl:with-param name="main" as="element()*">
        <xsl:sequence select="if ($page?year) then html:year-page() else html:years-page()"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="html:years-page" as="element()+">
    <h1><xsl:value-of select="ui:word('calendar')"/></h1>
    <p class="lead"><a href="on-this-day.html"><xsl:value-of select="ui:word('on-this-day')"/></a></p>
    <xsl:sequence select="bars:drawing($page?years?*)"/>
    <div class="wide" role="group" tabindex="0" aria-label="{ui:word('calendar')}">
      <table class="timeline">
        <caption><xsl:value-of select="ui:word('timeline')"/></caption>
        <thead>
          <tr>
            <td/>
            <xsl:for-each select="1 to 12">
              <th scope="col" abbr="{ui:word('month-name-' || .)}"><xsl:value-of select="ui:word('month-short-' || .)"/></th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody><xsl:sequence select="$page?years?* ! html:year-row(.)"/></tbody>
      </table>
    </div>
  </xsl:function>

  <xsl:function name="html:year-row" as="element(h:tr)">
    <xsl:param name="year" as="map(*)"/>
    <tr>
      <th scope="row"><a href="calendar/{$year?year}.html"><xsl:value-of select="$year?year"/></a></th>
      <xsl:for-each select="$year?months?*">
        <xsl:variable name="month" as="xs:string" select="$year?year || '-' || format-number(position(), '00')"/>
        <td data-month="{substring(ui:word('month-name-' || position()), 1, 3)}">
          <xsl:if test=". > 0">
            <a class="level-{xs:integer(ceiling(4 * . div $page?most))}" href="calendar/{$year?year}.html#m{$month}"
              title="{date:month($month)}"><xsl:value-of select="."/></a>
          </xsl:if>
        </td>
      </xsl:for-each>
    </tr>
  </xsl:function>

  <xsl:function name="html:year-page" as="element()+">
    <h1><xsl:value-of select="$page?year"/></h1>
    <xsl:sequence select="html:beside(ui:word('years-navigation'), function($year) { $year || '.html' }, function($year) { $year })"/>
    <div class="year-of-months"><xsl:sequence select="(1 to 12) ! html:month(.)"/></div>
    <p class="lead"><a href="../calendar.html"><xsl:value-of select="ui:word('calendar')"/></a></p>
  </xsl:function>

  <xsl:function name="html:month" as="element(h:table)">
    <xsl:param name="month" as="xs:integer"/>
    <xsl:variable name="first" as="xs:date" select="xs:date($page?year || '-' || format-number($month, '00') || '-01')"/>
    <xsl:variable name="caption" as="text()"><xsl:value-of select="ui:word('month-name-' || $month)"/></xsl:variable>
    <xsl:sequence select="month:of-weeks($first, $caption, map:merge(
      for $day in 1 to 31, $entries in $page?days(substring(string($first), 1, 8) || format-number($day, '00'))
      return map:entry($day, html:day-links($day, $entries?*))))"/>
  </xsl:function>

  <!-- The day leads to its first entry, a dot to each other. -->
  <xsl:function name="html:day-links" as="element(h:a)+">
    <xsl:param name="day" as="xs:integer"/>
    <xsl:param name="entries" as="map(*)+"/>
    <xsl:for-each select="$entries">
      <a href="../{?href}" title="{(?label[.], ?incipit)[1]}">
        <xsl:if test="position() > 1">
          <xsl:attribute name="class" select="'further'"/>
          <xsl:attribute name="aria-label" select="$day || ' (' || position() || ')'"/>
        </xsl:if>
        <xsl:value-of select="if (position() = 1) then $day else '·'"/>
      </a>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
