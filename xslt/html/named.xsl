<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one person, organisation or place: what the register says, and every mention in its sentence. One who is
     named very often has a page for each year beside it.

     page: kind: persons or places; id; href: of its page, from the top of the site; count: of mentions; entries: in how many; years: year ('' if unknown), and either
     mentions: href (from the top of the site), date, label, language, before, name, after; or href and count.
     For the page of a year: year -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/shell.xsl"/>
  <xsl:include href="modules/register-names.xsl"/>
  <xsl:include href="modules/life.xsl"/>

  <xsl:param name="register" as="document-node()"/>
  <xsl:key name="register" match="person | place | org" use="@xml:id"/>

  <xsl:mode name="html:described" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template name="xsl:initial-template" as="element(h:html)">
    <xsl:variable name="entry" as="element()" select="key('register', $page?id, $register)[1]"/>
    <xsl:variable name="title" as="xs:string" select="string-join((html:register-name($entry), html:of-year()), ', ')"/>
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="$page?kind || ' named'"/>
      <xsl:with-param name="title" select="$title"/>
      <xsl:with-param name="main" as="element()*">
        <p class="lead"><a href="{$root}{$page?kind}.html"><xsl:value-of select="ui:word($page?kind)"/></a></p>
        <h1><xsl:value-of select="$title"/></h1>
        <xsl:choose>
          <xsl:when test="map:contains($page, 'year')">
            <p class="lead"><a href="{$root}{$page?href}"><xsl:value-of select="html:register-name($entry)"/></a></p>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="$entry" mode="html:described"/></xsl:otherwise>
        </xsl:choose>
        <xsl:sequence select="html:mentions()"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="html:of-year" as="xs:string?">
    <xsl:sequence select="$page?year ! (.[.], ui:word('undated'))[1]"/>
  </xsl:function>

  <xsl:template match="person | place | org" mode="html:described" as="element()*">
    <xsl:where-populated><p class="life"><xsl:value-of select="html:life(.)"/></p></xsl:where-populated>
    <xsl:apply-templates select="(persName | placeName | orgName)[@xml:lang != $site?language][not(@type = 'variant')]" mode="#current"/>
    <xsl:for-each select="note | desc | trait/p | occupation">
      <p class="register-note"><xsl:value-of select="normalize-space(.)"/></p>
    </xsl:for-each>
    <xsl:where-populated>
      <p class="authorities"><xsl:apply-templates select="idno" mode="#current"/></p>
    </xsl:where-populated>
    <xsl:if test="$site?pages?* = 'search' and $page?count > 0">
      <p class="of-search"><a href="{$root}search.html?{if (self::place) then 'place' else 'person'}={encode-for-uri($page?id)}">
        <xsl:value-of select="ui:word('search-named')"/></a></p>
    </xsl:if>
  </xsl:template>

  <!-- The name in another language, as the source of a translation has it. -->
  <xsl:template match="persName | placeName | orgName" mode="html:described" as="element(h:p)">
    <p class="other-name" lang="{@xml:lang}"><xsl:value-of select="normalize-space(.)"/></p>
  </xsl:template>

  <xsl:template match="idno[matches(., '^\s*https?://[^\s&lt;&gt;&quot;]+\s*$')]" mode="html:described" as="element(h:a)">
    <a href="{normalize-space(.)}"><xsl:value-of select="(@subtype, @type, 'URI')[1]"/></a>
  </xsl:template>
  <xsl:template match="idno" mode="html:described" as="element(h:span)">
    <span><xsl:value-of select="string-join((@type, normalize-space(.)), ' ')"/></span>
  </xsl:template>

  <xsl:function name="html:mentions" as="element()+">
    <xsl:choose>
      <xsl:when test="exists($page?years?*)">
        <p class="counts"><xsl:value-of select="ui:word('mentions') || ': ' || $page?count, ui:word('entries') || ': ' || $page?entries" separator=" · "/></p>
        <xsl:where-populated>
          <ul class="of-years"><xsl:sequence select="$page?years?*[?href] ! html:year-link(.)"/></ul>
        </xsl:where-populated>
        <xsl:sequence select="$page?years?*[exists(?mentions)] ! html:year(.)"/>
      </xsl:when>
      <xsl:otherwise><p class="counts"><xsl:value-of select="ui:word('not-mentioned')"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="html:year-link" as="element(h:li)">
    <xsl:param name="year" as="map(*)"/>
    <li><a href="{$year?href}"><xsl:value-of select="($year?year[.], ui:word('undated'))[1]"/></a> <small><xsl:value-of select="$year?count"/></small></li>
  </xsl:function>

  <xsl:function name="html:year" as="element(h:section)">
    <xsl:param name="year" as="map(*)"/>
    <section class="mentions">
      <h2><xsl:value-of select="($year?year[.], ui:word('undated'))[1]"/></h2>
      <ol>
        <xsl:for-each select="$year?mentions?*">
          <li>
            <a href="{$root}{?href}"><xsl:value-of select="(?date[. castable as xs:date] ! date:short(xs:date(.)), ?label)[1]"/></a>
            <xsl:text> </xsl:text>
            <q lang="{?language}"><xsl:value-of select="?before"/><mark><xsl:value-of select="?name"/></mark><xsl:value-of select="?after"/></q>
          </li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:function>
</xsl:stylesheet>
