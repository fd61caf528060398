<?xml version="1.0" encoding="UTF-8"?>
<!-- The lists of persons and of places, from A to Z: all on one page, or where there are many a page for each letter,
     and on the first those who are named most.

     page: kind: persons or places; letters: letter, href, and count or here; items: letter → items;
     most: items; names: where a list of all names is, which the script asks for when one is typed. An item has id, href (from the top of the site), name, and count: in how many entries it is named -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/shell.xsl"/>
  <xsl:include href="modules/life.xsl"/>

  <xsl:param name="register" as="document-node()?" select="()"/>
  <xsl:key name="register" match="person | place | org | category | event | bibl" use="@xml:id"/>

  <xsl:template name="xsl:initial-template" as="element(h:html)">
    <xsl:variable name="letter" as="xs:string?" select="$page?letters?*[?here]?letter"/>
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="$page?kind"/>
      <xsl:with-param name="title" select="string-join((ui:word($page?kind), $letter), ': ')"/>
      <xsl:with-param name="main" as="element()*">
        <h1><xsl:value-of select="ui:word($page?kind), $letter" separator=": "/></h1>
        <xsl:sequence select="html:letters()"/>
        <xsl:if test="exists(($page?items, $page?names))">
          <p class="filter by-script">
            <label for="filter"><xsl:value-of select="ui:word('filter')"/></label>
            <input id="filter" type="search" autocomplete="off" spellcheck="false">
              <xsl:for-each select="$page?names"><xsl:attribute name="data-names" select="."/></xsl:for-each>
            </input>
          </p>
        </xsl:if>
        <xsl:for-each select="sort(map:keys(($page?items, map{})[1]), 'http://www.w3.org/2005/xpath-functions/collation/codepoint')">
          <section class="letter" id="letter-{.}">
            <h2><xsl:value-of select="."/></h2>
            <ul><xsl:sequence select="$page?items(.)?* ! html:item(.)"/></ul>
          </section>
        </xsl:for-each>
        <xsl:where-populated>
          <section class="letter">
            <xsl:if test="exists($page?most?*)">
              <h2><xsl:value-of select="ui:word('most-named')"/></h2>
              <ul><xsl:sequence select="$page?most?* ! html:item(.)"/></ul>
            </xsl:if>
          </section>
        </xsl:where-populated>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="html:letters" as="element(h:nav)">
    <nav class="letters" aria-label="{ui:word('jump-letters')}">
      <xsl:for-each select="$page?letters?*">
        <a href="{?href}">
          <xsl:if test="?here"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
          <xsl:value-of select="?letter"/>
          <xsl:if test="?count"><small><xsl:value-of select="' ' || ?count"/></small></xsl:if>
        </a>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </nav>
  </xsl:function>

  <xsl:function name="html:item" as="element(h:li)">
    <xsl:param name="item" as="map(*)"/>
    <li id="{$item?id}">
      <a href="{$root}{$item?href}"><xsl:value-of select="$item?name"/></a>
      <xsl:where-populated>
        <span class="life"><xsl:value-of select="html:life(key('register', $item?id, $register))"/></span>
      </xsl:where-populated>
      <xsl:if test="$item?count > 0"><span class="count" title="{ui:word('entries')}"><xsl:value-of select="$item?count"/></span></xsl:if>
    </li>
  </xsl:function>
</xsl:stylesheet>
