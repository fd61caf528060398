<?xml version="1.0" encoding="UTF-8"?>
<!-- The first page: the title matter of the edition, then every entry by year and month.

     page: people: role and names; entries, in their order: date; place, the date under which one without a date stands;
     label, incipit, href, language. Where there are very many, split is true on the first page, which then leads to a page
     for each year, which has year and its entries -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:cite="urn:tei-toolkit:html:citing"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/shell.xsl"/>
  <xsl:include href="modules/citing.xsl"/>

  <xsl:template name="xsl:initial-template" as="element(h:html)">
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="'contents'"/>
      <xsl:with-param name="title" select="($page?year ! string-join((ui:word('contents'), if (. = 'undated') then ui:word('undated') else .), ' '), string($site?title))[1]"/>
      <xsl:with-param name="links" select="if ($page?year) then () else cite:tags()"/>
      <xsl:with-param name="main" as="element()*">
        <xsl:choose>
          <xsl:when test="$page?year">
            <p class="lead"><a href="{$root}index.html"><xsl:value-of select="ui:word('contents')"/></a></p>
            <h1><xsl:value-of select="if ($page?year = 'undated') then ui:word('undated') else $page?year"/></h1>
          </xsl:when>
          <xsl:otherwise><xsl:call-template name="html:title-matter"/></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="html:months"/>
        <xsl:if test="not($page?split)"><xsl:call-template name="html:years"/></xsl:if>
        <xsl:sequence select="if ($page?year) then () else cite:whole()"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="html:title-matter" as="element(h:header)">
    <xsl:context-item use="absent"/>
    <header class="title-matter">
      <xsl:for-each select="$site?author[.]"><p class="author"><xsl:value-of select="."/></p></xsl:for-each>
      <h1><xsl:value-of select="$site?title"/></h1>
      <xsl:for-each select="$site?subtitle[.]"><p class="subtitle"><xsl:value-of select="."/></p></xsl:for-each>
      <xsl:for-each select="$page?people?*">
        <p class="people"><xsl:value-of select="?role || ui:word('colon')"/><xsl:value-of select="?names?*" separator=", "/></p>
      </xsl:for-each>
      <xsl:where-populated>
        <p class="imprint"><xsl:value-of select="string-join((string-join(($site?place, $site?publisher)[.], ': '), $site?date)[.], ', ')"/></p>
      </xsl:where-populated>
    </header>
  </xsl:template>

  <!-- A small calendar: each month that has entries leads to them. -->
  <xsl:template name="html:months" as="element(h:nav)">
    <xsl:context-item use="absent"/>
    <nav class="months" aria-label="{ui:word('jump-months')}">
      <xsl:for-each-group select="$page?entries?*" group-adjacent="html:year(.)">
        <p>
          <b><xsl:sequence select="html:year-name(current-group()[1])"/></b>
          <xsl:for-each-group select="current-group()[html:month(.)]" group-adjacent="html:month(.)">
            <xsl:text> </xsl:text>
            <a href="{html:contents-of(current-group()[1])}#m{current-grouping-key()}">
              <xsl:value-of select="ui:word('month-name-' || number(substring(current-grouping-key(), 6, 2)))"/>
            </a>
          </xsl:for-each-group>
        </p>
      </xsl:for-each-group>
      <xsl:where-populated>
        <p class="by-day">
          <xsl:for-each select="('calendar', 'on-this-day')[$site?pages?* = 'calendar'][not($page?year)]">
            <a href="{$root}{.}.html"><xsl:value-of select="ui:word(.)"/></a>
          </xsl:for-each>
        </p>
      </xsl:where-populated>
    </nav>
  </xsl:template>

  <xsl:template name="html:years" as="element()*">
    <xsl:context-item use="absent"/>
    <xsl:for-each-group select="$page?entries?*" group-adjacent="html:year(.)">
      <xsl:element name="{if ($page?year) then 'div' else 'section'}">
        <xsl:attribute name="class" select="'year'"/>
        <xsl:if test="not($page?year)">
          <h2><xsl:value-of select="(current-grouping-key()[.], ui:word('undated'))[1]"/></h2>
        </xsl:if>
        <xsl:for-each-group select="current-group()" group-adjacent="html:month(.)">
          <section class="month">
            <xsl:if test="current-grouping-key()">
              <xsl:attribute name="id" select="'m' || current-grouping-key()"/>
              <xsl:element name="{if ($page?year) then 'h2' else 'h3'}">
                <xsl:value-of select="date:month(current-grouping-key())"/>
              </xsl:element>
            </xsl:if>
            <ol><xsl:for-each select="current-group()"><xsl:sequence select="html:line(.)"/></xsl:for-each></ol>
          </section>
        </xsl:for-each-group>
      </xsl:element>
    </xsl:for-each-group>
  </xsl:template>

  <!-- An entry in one line: day, heading, first words. -->
  <xsl:function name="html:line" as="element(h:li)">
    <xsl:param name="entry" as="map(*)"/>
    <li>
      <a href="{$root}{$entry?href}">
        <span class="day">
          <xsl:for-each select="$entry?date[. castable as xs:date] ! xs:date(.)">
            <span class="number"><xsl:value-of select="day-from-date(.)"/></span>
            <xsl:text> </xsl:text>
            <span class="weekday"><xsl:value-of select="date:weekday(.)"/></span>
          </xsl:for-each>
        </span>
        <xsl:text> </xsl:text>
        <span class="entry-line">
          <xsl:sequence select="ui:in-language($entry?language, $site?language)"/>
          <xsl:if test="$entry?label"><span class="entry-heading"><xsl:value-of select="$entry?label"/></span></xsl:if>
          <xsl:text> </xsl:text>
          <span class="incipit"><xsl:value-of select="$entry?incipit"/></span>
        </span>
      </a>
    </li>
  </xsl:function>

  <!-- Where the entries of a year are listed, if not on this page. -->
  <xsl:function name="html:contents-of" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:sequence select="if ($page?split) then 'contents/' || (html:year($entry)[.], 'undated')[1] || '.html' else ''"/>
  </xsl:function>
  <xsl:function name="html:year-name" as="node()">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="name" as="text()"><xsl:value-of select="(html:year($entry)[.], ui:word('undated'))[1]"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$page?split"><a href="{html:contents-of($entry)}"><xsl:sequence select="$name"/></a></xsl:when>
      <xsl:otherwise><xsl:sequence select="$name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="html:year" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="year" as="xs:string" select="substring($entry?place, 1, 4)"/>
    <xsl:sequence select="if (matches($year, '^\d{4}$') and $year != '9999') then $year else ''"/>
  </xsl:function>
  <xsl:function name="html:month" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="month" as="xs:string" select="substring($entry?place, 1, 7)"/>
    <xsl:sequence select="if ($month castable as xs:gYearMonth) then $month else ''"/>
  </xsl:function>
</xsl:stylesheet>
