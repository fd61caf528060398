<?xml version="1.0" encoding="UTF-8"?>
<!-- Paragraphs and what stands between them. For reledmac each is a \pstart … \pend, and none may stand within
     another: what holds blocks hands its look down to them. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tex="urn:tei-toolkit:latex"
  xmlns:book="urn:tei-toolkit:book">

  <xsl:function name="tex:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::p | self::subhead | self::aside | self::quote | self::verse | self::line
      | self::list | self::item | self::lines | self::table | self::rule
      | (self::language | self::hi | self::name | self::supplied | self::del | self::add | self::unclear)[*[tex:is-block(.)]]))"/>
  </xsl:function>

  <!-- Runs of words become paragraphs, blocks stay what they are. `look` is the command that begins each paragraph. -->
  <xsl:template name="tex:blocks" as="text()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="look" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="first" as="xs:string" select="''"/>
    <xsl:for-each-group select="node()" group-adjacent="tex:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="tex:block">
            <xsl:with-param name="first" select="if (position() = 1) then $first else ''"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:when test="current-group()[self::* or normalize-space()]">
          <xsl:value-of select="'\pstart' || $look || (if (position() = 1) then $first else '') || '{}%&#10;'"/>
          <xsl:apply-templates select="current-group()" mode="tex:inline"/>
          <xsl:text>&#10;\pend&#10;</xsl:text>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:mode name="tex:block" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="p | item" mode="tex:block" as="text()*">
    <xsl:param name="first" as="xs:string" select="''"/>
    <xsl:call-template name="tex:blocks"><xsl:with-param name="first" select="$first"/></xsl:call-template>
  </xsl:template>
  <!-- Words that change their look or language for several paragraphs. -->
  <xsl:template match="hi | name | supplied | del | add | unclear" mode="tex:block" as="text()*">
    <xsl:call-template name="tex:blocks"/>
  </xsl:template>
  <xsl:template match="language" mode="tex:block" as="text()*">
    <xsl:param name="look" as="xs:string" select="''" tunnel="yes"/>
    <xsl:call-template name="tex:blocks">
      <xsl:with-param name="look" tunnel="yes"
        select="$look || (tex:babel(@lang) ! ('\selectlanguage{' || . || '}'))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:variable name="tex:looks" as="map(xs:string, xs:string)" select="map {
    'subhead': '\teisubhead', 'aside': '\teiaside', 'quote': '\teiquote', 'verse': '\teiverse', 'line': '\teiline' }"/>
  <xsl:template match="subhead | aside | quote | verse | line" mode="tex:block" as="text()*">
    <xsl:param name="look" as="xs:string" select="''" tunnel="yes"/>
    <xsl:call-template name="tex:blocks">
      <xsl:with-param name="look" select="$look || $tex:looks(name())" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="lines" mode="tex:block" as="text()*">
    <xsl:param name="look" as="xs:string" select="''" tunnel="yes"/>
    <xsl:call-template name="tex:blocks">
      <xsl:with-param name="look" select="$look || (if (@side = 'end') then '\teicloser' else '\teiopener')" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="list" mode="tex:block" as="text()*">
    <xsl:param name="look" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="ordered" as="xs:boolean" select="@ordered = 'true'"/>
    <xsl:for-each select="*">
      <xsl:apply-templates select="." mode="tex:block">
        <xsl:with-param name="look" select="$look || '\teilist'" tunnel="yes"/>
        <xsl:with-param name="first" select="
          if (@n) then '\teilabel' || tex:arguments(@n)
          else if ($ordered) then '\teilabel{' || count(preceding-sibling::item) + 1 || '.}' else '\teilabel{\textbullet}'"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <!-- Each row is a line: reledmac numbers it, and no cell is lost whatever its length. -->
  <xsl:template match="table" mode="tex:block" as="text()*">
    <xsl:param name="look" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="columns" as="xs:integer" select="xs:integer(@columns)"/>
    <xsl:for-each-group select="cell" group-adjacent="(position() - 1) idiv $columns">
      <xsl:value-of select="'\pstart' || $look || '\teirow{}%&#10;'"/>
      <xsl:for-each select="current-group()">
        <xsl:value-of select="'\teicell{' || $columns || '}{'"/>
        <xsl:apply-templates mode="tex:inline"/>
        <xsl:text>}</xsl:text>
      </xsl:for-each>
      <xsl:text>&#10;\pend&#10;</xsl:text>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="rule" mode="tex:block" as="text()*">
    <xsl:text>\pstart\teirule{}\pend&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
