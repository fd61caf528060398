<?xml version="1.0" encoding="UTF-8"?>
<!-- A card for everyone whom the page names: who it is, when they lived, how often they are named. It is hidden until
     the script shows it at a name; without the script the name leads to the register. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="html:cards" as="element(h:div)*">
    <xsl:param name="versions" as="element(TEI)+"/>
    <xsl:variable name="names" as="element()*"
      select="$versions/text//(persName | placeName | orgName | name | rs)[@ref]"/>
    <xsl:if test="exists($site?pages)">
      <xsl:for-each select="($names ! html:register-entries(@ref)[1]) | ()">
        <div popover="manual" class="card" data-search="none" id="{html:card-id(.)}" role="group" aria-label="{html:register-name(.)}">
          <p class="card-name"><xsl:value-of select="html:register-name(.)"/></p>
          <xsl:where-populated><p class="card-life"><xsl:value-of select="html:life(.)"/></p></xsl:where-populated>
          <xsl:for-each select="(occupation, note, desc, trait/p)[normalize-space()][1]">
            <p class="card-role"><xsl:value-of select="normalize-space(.)"/></p>
          </xsl:for-each>
          <p class="card-named">
            <xsl:for-each select="$page?named[exists(.)](string(@xml:id))?count">
              <xsl:value-of select="if (. = 1) then ui:word('named-once')
                else replace(ui:word('named-often'), '\[count\]', string(.))"/>
              <xsl:text> · </xsl:text>
            </xsl:for-each>
            <a href="{html:register-address(.)}"><xsl:value-of select="ui:word('all-mentions')"/></a>
          </p>
        </div>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:card-id" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="'card-' || $entry/@xml:id"/>
  </xsl:function>
</xsl:stylesheet>
