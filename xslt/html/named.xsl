<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one person, organisation, place, subject, event or work: what the register says, and every mention in its sentence. One who is
     named very often has a page for each year beside it.

     page: kind: persons, places, subjects …; id; href: of its page, from the top of the site; count: of mentions; entries: in how many; years: year ('' if unknown), and either
     mentions: href (from the top of the site), date, label, language, before, name, after; or href and count.
     For the page of a year: year, and previous and next, as the pages of years beside it are called. For a subject: broader and narrower: href, name;
     related: id → href and name of those to whom the register points from here -->
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
  <xsl:include href="modules/life-data.xsl"/>
  <xsl:include href="modules/beside.xsl"/>

  <xsl:param name="register" as="document-node()"/>
  <xsl:key name="register" match="person | place | org | category | event | bibl" use="@xml:id"/>

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
            <xsl:sequence select="html:beside(ui:word('year'), function($year) { $year || '.html' },
              function($year) { if ($year = 'undated') then ui:word('undated') else $year })"/>
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

  <xsl:template match="person | place | org | category | event | bibl" mode="html:described" as="element()*">
    <xsl:where-populated><p class="life"><xsl:value-of select="html:life(.)"/></p></xsl:where-populated>
    <xsl:apply-templates select="(persName | placeName | orgName)[@xml:lang != $site?language][not(@type = 'variant')]" mode="#current"/>
    <xsl:for-each select="note | desc | trait/p | catDesc[1][term]/gloss | p">
      <p class="register-note"><xsl:value-of select="normalize-space(.)"/></p>
    </xsl:for-each>
    <xsl:sequence select="html:life-data(.)"/>
    <xsl:where-populated>
      <p class="authorities"><xsl:apply-templates select="idno | catDesc/idno" mode="#current"/></p>
    </xsl:where-populated>
    <xsl:sequence select="html:around('broader', $page?broader?*), html:around('narrower', $page?narrower?*)"/>
    <xsl:if test="$site?pages?* = 'search' and $page?count > 0">
      <p class="of-search"><a href="{$root}search.html?{html:facet($page?kind)}={encode-for-uri($page?id)}">
        <xsl:value-of select="ui:word('search-named')"/></a></p>
    </xsl:if>
  </xsl:template>

  <!-- What the search calls one of a kind: see FACETS in publish/named.py. -->
  <xsl:function name="html:facet" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="replace($kind, 's$', '')"/>
  </xsl:function>

  <!-- The subjects of which this is a part, or which are parts of it. -->
  <xsl:function name="html:around" as="element(h:p)?">
    <xsl:param name="side" as="xs:string"/>
    <xsl:param name="subjects" as="map(*)*"/>
    <xsl:if test="exists($subjects)">
      <p class="around">
        <span class="lead-in"><xsl:value-of select="ui:word($side)"/></span>
        <xsl:for-each select="$subjects">
          <xsl:value-of select="if (position() = 1) then ' ' else if ($side = 'broader') then ' › ' else ' · '"/>
          <a href="{$root}{?href}"><xsl:value-of select="?name"/></a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- The name in another language, as the source of a translation has it. -->
  <xsl:template match="persName | placeName | orgName" mode="html:described" as="element(h:p)">
    <p class="other-name">
      <xsl:sequence select="ui:in-language(@xml:lang, $site?language)"/>
      <xsl:value-of select="normalize-space(.)"/></p>
  </xsl:template>

  <xsl:template match="idno[matches(., '^\s*https?://[^\s&lt;&gt;&quot;]+\s*$')]" mode="html:described" as="element(h:a)">
    <a href="{normalize-space(.)}"><xsl:value-of select="(html:authority(.), @subtype, @type, 'URI')[1]"/></a>
  </xsl:template>
  <xsl:template match="idno" mode="html:described" as="element()">
    <xsl:variable name="authority" as="xs:string?" select="html:authority(.)"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space(.)"/>
    <xsl:choose>
      <xsl:when test="$authority and matches($number, '^(' || $html:authorities($authority)[2] || ')$')">
        <a href="{$html:authorities($authority)[1]}{$number}"><xsl:value-of select="$authority"/></a>
      </xsl:when>
      <xsl:otherwise><span><xsl:value-of select="string-join((@type, $number), ' ')"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="html:mentions" as="element()+">
    <xsl:choose>
      <xsl:when test="exists($page?years?*)">
        <p class="counts"><xsl:value-of select="ui:word('mentions') || ui:word('colon') || $page?count, ui:word('entries') || ui:word('colon') || $page?entries" separator=" · "/></p>
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
            <q>
              <xsl:sequence select="ui:in-language(?language, $site?language)"/>
              <xsl:value-of select="?before"/><xsl:where-populated><mark><xsl:value-of select="?name"/></mark></xsl:where-populated><xsl:value-of select="?after"/></q>
          </li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:function>
</xsl:stylesheet>
