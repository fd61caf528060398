<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page: a form and an empty list, which assets/search.js brings to life with the index that Pagefind
     made of the entries' pages.

     page: nothing -->
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
        <form class="search" role="search" hidden="hidden">
          <p class="query">
            <label for="q"><xsl:value-of select="ui:word('search-words')"/></label>
            <input id="q" name="q" type="search" autocomplete="off" spellcheck="false"/>
          </p>
          <div class="facets">
            <xsl:for-each select="'person', 'place', 'year', 'version'">
              <xsl:sequence select="html:choice(., ui:word('facet-' || .), '')"/>
            </xsl:for-each>
            <xsl:for-each select="'from', 'to'">
              <xsl:sequence select="html:choice(., ui:word('search-' || .), 'month')"/>
            </xsl:for-each>
            <p>
              <label for="sort"><xsl:value-of select="ui:word('search-sort')"/></label>
              <select id="sort" name="sort">
                <option value=""><xsl:value-of select="ui:word('sort-relevance')"/></option>
                <option value="asc"><xsl:value-of select="ui:word('sort-oldest')"/></option>
                <option value="desc"><xsl:value-of select="ui:word('sort-newest')"/></option>
              </select>
            </p>
          </div>
        </form>
        <p class="found" role="status" data-none="{ui:word('search-none')}" data-entries="{ui:word('entries')}"
          data-fails="{ui:word('search-fails')}"/>
        <ol class="results"/>
        <button type="button" class="more" hidden="hidden"><xsl:value-of select="ui:word('search-more')"/></button>
        <script type="module" src="{$root}assets/search.js"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A list whose choices the index gives; of: the facet they come from, where it has another name. -->
  <xsl:function name="html:choice" as="element(h:p)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="of" as="xs:string"/>
    <p>
      <label for="{$name}"><xsl:value-of select="$label"/></label>
      <select id="{$name}" name="{$name}" data-facet="{($of[.], $name)[1]}"><option value=""><xsl:value-of select="ui:word('search-any')"/></option></select>
    </p>
  </xsl:function>
</xsl:stylesheet>
