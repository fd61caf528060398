<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of persons and of places: who is in the register, from A to Z, with every entry that names them.

     page: kind: persons or places; mentions: id → href, label, date of each entry -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
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
  <xsl:include href="modules/register-lives.xsl"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:variable name="kind" as="xs:string" select="$page?kind"/>
    <xsl:variable name="entries" as="element()*" select="//(if ($kind = 'places') then place else (person | org))"/>
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="$kind"/>
      <xsl:with-param name="title" select="ui:word($kind)"/>
      <xsl:with-param name="main" as="element()*">
        <h1><xsl:value-of select="ui:word($kind)"/></h1>
        <xsl:call-template name="html:letters"><xsl:with-param name="entries" select="$entries"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="html:letters" as="element()*">
    <xsl:context-item as="document-node()" use="required"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:variable name="sections" as="element(h:section)*">
      <xsl:for-each-group select="$entries" group-by="html:letter(.)">
        <xsl:sort select="current-grouping-key()" lang="{$site?language}"/>
        <section class="letter" id="letter-{current-grouping-key()}">
          <h2><xsl:value-of select="current-grouping-key()"/></h2>
          <xsl:apply-templates select="current-group()">
            <xsl:sort select="html:register-name(.)" lang="{$site?language}"/>
          </xsl:apply-templates>
        </section>
      </xsl:for-each-group>
    </xsl:variable>
    <nav class="letters" aria-label="{ui:word('jump-letters')}">
      <xsl:for-each select="$sections"><a href="#{@id}"><xsl:value-of select="h:h2"/></a><xsl:text> </xsl:text></xsl:for-each>
    </nav>
    <xsl:sequence select="$sections"/>
  </xsl:template>

  <!-- Ä stands under A, Ё under Е: the letter without its marks, except Й, which is one of its own. -->
  <xsl:function name="html:letter" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="first" as="xs:string" select="upper-case(substring(html:register-name($entry), 1, 1))"/>
    <xsl:sequence select="
      if ($first = 'Й') then $first
      else (replace(normalize-unicode($first, 'NFD'), '\p{M}', '')[matches(., '^\p{L}')], '#')[1]"/>
  </xsl:function>

  <xsl:template match="person | place | org" as="element(h:section)">
    <section class="register-entry" id="{@xml:id}">
      <h3><xsl:value-of select="html:register-name(.)"/></h3>
      <xsl:where-populated><p class="life"><xsl:value-of select="html:life(.)"/></p></xsl:where-populated>
      <xsl:apply-templates select="(persName | placeName | orgName)[@xml:lang != $site?language][not(@type = 'variant')]"/>
      <xsl:for-each select="note | desc | trait/p | occupation">
        <p class="register-note"><xsl:value-of select="normalize-space(.)"/></p>
      </xsl:for-each>
      <xsl:where-populated>
        <p class="authorities"><xsl:apply-templates select="idno"/></p>
      </xsl:where-populated>
      <xsl:call-template name="html:mentions"/>
    </section>
  </xsl:template>

  <!-- The name in another language, as the source of a translation has it. -->
  <xsl:template match="persName | placeName | orgName" as="element(h:p)">
    <p class="other-name" lang="{@xml:lang}"><xsl:value-of select="normalize-space(.)"/></p>
  </xsl:template>

  <xsl:template match="idno[matches(., '^\s*https?://[^\s&lt;&gt;&quot;]+\s*$')]" as="element(h:a)">
    <a href="{normalize-space(.)}"><xsl:value-of select="(@type, 'URI')[1]"/></a>
  </xsl:template>
  <xsl:template match="idno" as="element(h:span)">
    <span><xsl:value-of select="string-join((@type, normalize-space(.)), ' ')"/></span>
  </xsl:template>

  <xsl:template name="html:mentions" as="element(h:p)">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="mentions" as="map(*)*" select="$page?mentions(string(@xml:id))?*"/>
    <p class="mentions">
      <xsl:choose>
        <xsl:when test="exists($mentions)">
          <span class="lead"><xsl:value-of select="ui:word('mentioned-in')"/>: </span>
          <xsl:for-each select="$mentions">
            <xsl:if test="position() > 1"><xsl:text>; </xsl:text></xsl:if>
            <a href="{?href}"><xsl:value-of select="(?date[. castable as xs:date] ! date:short(xs:date(.)), ?label)[1]"/></a>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="ui:word('not-mentioned')"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>
</xsl:stylesheet>
