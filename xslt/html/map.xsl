<?xml version="1.0" encoding="UTF-8"?>
<!-- The map of places: an outline of the land, and each place a link to its page, the larger the more often it is named.
     assets/script/map.js lets readers come nearer.

     page: width, height; land: path; places: x, y, r, href, name, count, and side where the name is written beside it -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:svg="http://www.w3.org/2000/svg"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/shell.xsl"/>

  <xsl:template name="xsl:initial-template" as="element(h:html)">
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="'map'"/>
      <xsl:with-param name="title" select="ui:word('map')"/>
      <xsl:with-param name="main" as="element()*">
        <h1><xsl:value-of select="ui:word('map')"/></h1>
        <figure class="map">
          <p class="tools by-script">
            <xsl:for-each select="'zoom-in', 'zoom-out'">
              <button type="button" data-act="{.}" aria-label="{ui:word(.)}" title="{ui:word(.)}"><xsl:value-of select="if (. = 'zoom-in') then '+' else '−'"/></button>
            </xsl:for-each>
          </p>
          <div class="sheet">
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {$page?width} {$page?height}" role="group" aria-label="{ui:word('places')}">
              <path class="land" d="{$page?land}"/>
              <xsl:sequence select="$page?places?* ! html:place(.)"/>
            </svg>
          </div>
          <figcaption><xsl:value-of select="ui:word('map-source')"/></figcaption>
        </figure>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="html:place" as="element(svg:a)">
    <xsl:param name="place" as="map(*)"/>
    <a xmlns="http://www.w3.org/2000/svg" id="place-{tokenize($place?href, '/')[last()] => substring-before('.html')}" href="{$root}{$place?href}" aria-label="{$place?name} ({$place?count})">
      <title><xsl:value-of select="$place?name || ' (' || $place?count || ')'"/></title>
      <circle cx="{$place?x}" cy="{$place?y}" r="{$place?r}"/>
      <xsl:if test="$place?side">
        <text x="{$place?x}" y="{$place?y}" dy="0.32em" class="{$place?side}"
          dx="{if ($place?side = 'left') then -3 - $place?r else 3 + $place?r}"><xsl:value-of select="$place?name"/></text>
      </xsl:if>
    </a>
  </xsl:function>
</xsl:stylesheet>
