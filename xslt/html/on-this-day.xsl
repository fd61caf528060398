<?xml version="1.0" encoding="UTF-8"?>
<!-- The days of the year, whatever the year: a calendar of them, in which a script finds today, and the page of each.

     page: for all: counts: '02-03' → number of entries. For one: day; entries: date, label, incipit, href, language;
     previous, next: days -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:month="urn:tei-toolkit:html:month"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/shell.xsl"/>
  <xsl:include href="modules/month.xsl"/>
  <xsl:include href="modules/beside.xsl"/>

  <xsl:template name="xsl:initial-template" as="element(h:html)">
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="'on-this-day'"/>
      <xsl:with-param name="title" select="string-join((ui:word('on-this-day'), $page?day ! date:anniversary(.)), ' · ')"/>
      <xsl:with-param name="main" as="element()*">
        <xsl:sequence select="if ($page?day) then html:day-page() else html:days-page()"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="html:days-page" as="element()+">
    <h1><xsl:value-of select="ui:word('on-this-day')"/></h1>
    <p class="lead today by-script" data-today="{ui:word('today')}" data-next="{ui:word('next-anniversary')}"/>
    <p class="lead"><xsl:value-of select="ui:word('in-all-years')"/></p>
    <div class="year-of-months">
      <xsl:for-each select="1 to 12">
        <xsl:variable name="month" as="xs:integer" select="."/>
        <xsl:sequence select="month:of-any-year($month, map:merge(
          for $day in 1 to 31, $name in format-number($month, '00') || '-' || format-number($day, '00')
          return if (map:contains($page?counts, $name)) then map:entry($day, html:day-link($name)) else ()))"/>
      </xsl:for-each>
    </div>
    <p class="lead"><a href="calendar.html"><xsl:value-of select="ui:word('calendar')"/></a></p>
  </xsl:function>

  <xsl:function name="html:day-link" as="element(h:a)">
    <xsl:param name="day" as="xs:string"/>
    <a href="days/{$day}.html" data-day="{$day}" title="{date:anniversary($day)} ({$page?counts($day)})">
      <xsl:value-of select="number(substring($day, 4))"/>
    </a>
  </xsl:function>

  <xsl:function name="html:day-page" as="element()+">
    <h1><xsl:value-of select="date:anniversary($page?day)"/></h1>
    <xsl:sequence select="html:beside(ui:word('days-navigation'), function($day) { $day || '.html' }, date:anniversary#1)"/>
    <ol class="through-the-years">
      <xsl:for-each select="$page?entries?*">
        <li>
          <a href="../{?href}">
            <span class="day"><xsl:value-of select="substring(?date, 1, 4)"/></span>
            <xsl:text> </xsl:text>
            <span class="entry-line">
              <xsl:sequence select="ui:in-language(?language, $site?language)"/>
              <xsl:if test="?label"><span class="entry-heading"><xsl:value-of select="?label"/></span></xsl:if>
              <xsl:text> </xsl:text>
              <span class="incipit"><xsl:value-of select="?incipit"/></span>
            </span>
          </a>
        </li>
      </xsl:for-each>
    </ol>
    <p class="lead"><a href="../on-this-day.html"><xsl:value-of select="ui:word('on-this-day')"/></a></p>
  </xsl:function>
</xsl:stylesheet>
