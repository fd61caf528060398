<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page: a form and an empty list, which assets/search.js brings to life with the index that Pagefind
     made. What can be chosen stands in the page, but for names: there may be thousands.

     page: versions: id and title; parts: diary, notes; years, months: '1939', '02'; names: person, place, those of which
     there are any; first, last: the days between which the entries lie -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/shell.xsl"/>

  <xsl:template name="xsl:initial-template" as="element(h:html)">
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="'search'"/>
      <xsl:with-param name="title" select="ui:word('search')"/>
      <xsl:with-param name="main" as="element()*">
        <h1><xsl:value-of select="ui:word('search')"/></h1>
        <noscript><p><xsl:value-of select="ui:word('search-needs-script')"/></p></noscript>
        <form class="search by-script" role="search" inert="inert">
          <p class="query">
            <label for="q"><xsl:value-of select="ui:word('search-words')"/></label>
            <input id="q" name="q" type="search" autocomplete="off" spellcheck="false" enterkeyhint="search"/>
          </p>
          <div class="facets">
            <xsl:call-template name="html:facets"/>
          </div>
        </form>
        <p class="found" role="status" data-none="{ui:word('search-none')}" data-found="{ui:word('search-found')}{ui:word('colon')}"
          data-fails="{ui:word('search-fails')}"/>
        <ol class="results"/>
        <button type="button" class="more" hidden="hidden"><xsl:value-of select="ui:word('search-more')"/></button>
        <script type="module" src="{$root}assets/search.js"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="html:facets" as="element(h:p)*">
    <xsl:context-item use="absent"/>
    <xsl:for-each select="$page?names?*">
      <p>
        <label for="{.}"><xsl:value-of select="ui:word('facet-' || .)"/></label>
        <input id="{.}" name="{.}" list="{.}-names" autocomplete="off" spellcheck="false" data-names="{$root}search/{.}.json"/>
        <datalist id="{.}-names"/>
      </p>
    </xsl:for-each>
    <xsl:sequence select="
      html:choice('year', $page?years?* ! html:option(., .)),
      html:choice('month', $page?months?* ! html:option(., ui:word('month-name-' || number(.)))),
      html:day('from'), html:day('to'),
      html:choice('version', $page?versions?* ! html:option(?id, ?title)),
      html:choice('part', $page?parts?* ! html:option(., ui:word('part-' || .)))"/>
    <p>
      <label for="sort"><xsl:value-of select="ui:word('search-sort')"/></label>
      <select id="sort" name="sort">
        <xsl:sequence select="html:option('', ui:word('sort-relevance')), html:option('asc', ui:word('sort-oldest')),
          html:option('desc', ui:word('sort-newest'))"/>
      </select>
    </p>
  </xsl:template>

  <!-- A list to choose from; none where there is no choice. -->
  <xsl:function name="html:choice" as="element(h:p)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="options" as="element(h:option)*"/>
    <xsl:if test="count($options) > 1">
      <p>
        <label for="{$name}"><xsl:value-of select="ui:word('facet-' || $name)"/></label>
        <select id="{$name}" name="{$name}"><xsl:sequence select="html:option('', ui:word('search-any')), $options"/></select>
      </p>
    </xsl:if>
  </xsl:function>
  <xsl:function name="html:option" as="element(h:option)">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <option value="{$value}"><xsl:value-of select="$label"/></option>
  </xsl:function>

  <xsl:function name="html:day" as="element(h:p)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:if test="$page?first">
      <p>
        <label for="{$name}"><xsl:value-of select="ui:word('search-' || $name)"/></label>
        <input id="{$name}" name="{$name}" type="date" min="{html:whole-day($page?first, '-01')}" max="{html:whole-day($page?last, '-28')}"/>
      </p>
    </xsl:if>
  </xsl:function>
  <xsl:function name="html:whole-day" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="day" as="xs:string"/>
    <xsl:sequence select="if (string-length($date) = 7) then $date || $day else $date"/>
  </xsl:function>
</xsl:stylesheet>
