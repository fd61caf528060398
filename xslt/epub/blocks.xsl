<?xml version="1.0" encoding="UTF-8"?>
<!-- Paragraphs and what stands between them, as XHTML. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:book="urn:tei-toolkit:book"
  xmlns:epub="http://www.idpf.org/2007/ops"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:function name="book:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::p | self::subhead | self::aside | self::quote | self::verse | self::line
      | self::list | self::item | self::lines | self::table | self::rule
      | (self::language | self::hi | self::name | self::supplied | self::del | self::add | self::unclear)[*[book:is-block(.)]]))"/>
  </xsl:function>

  <!-- Runs of words become paragraphs: HTML's p holds no block. -->
  <xsl:mode name="epub:blocks" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="prose | before | of | item | aside | quote | cell | p | language | hi | name | supplied | del | add | unclear | note"
    mode="epub:blocks" as="node()*">
    <xsl:param name="class" as="xs:string" select="''"/>
    <xsl:for-each-group select="node()" group-adjacent="book:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="epub:block"/>
        </xsl:when>
        <xsl:when test="current-group()[self::* or normalize-space()]">
          <p>
            <xsl:if test="$class"><xsl:attribute name="class" select="$class"/></xsl:if>
            <xsl:apply-templates select="current-group()" mode="epub:inline"/>
          </p>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:mode name="epub:block" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="p" mode="epub:block" as="node()*">
    <xsl:apply-templates select="." mode="epub:blocks"/>
  </xsl:template>
  <xsl:template match="language" mode="epub:block" as="element(h:div)">
    <div><xsl:sequence select="book:language(@lang)"/><xsl:apply-templates select="." mode="epub:blocks"/></div>
  </xsl:template>
  <xsl:template match="hi | name | supplied | del | add | unclear" mode="epub:block" as="element(h:div)">
    <div class="{name()}"><xsl:apply-templates select="." mode="epub:blocks"/></div>
  </xsl:template>
  <xsl:template match="subhead" mode="epub:block" as="element(h:p)">
    <p class="subhead"><xsl:apply-templates mode="epub:inline"/></p>
  </xsl:template>
  <xsl:template match="aside" mode="epub:block" as="element(h:aside)">
    <aside><xsl:apply-templates select="." mode="epub:blocks"/></aside>
  </xsl:template>
  <xsl:template match="quote" mode="epub:block" as="element(h:blockquote)">
    <blockquote><xsl:apply-templates select="." mode="epub:blocks"/></blockquote>
  </xsl:template>
  <xsl:template match="verse" mode="epub:block" as="element(h:div)">
    <div class="verse"><xsl:apply-templates select="*" mode="epub:block"/></div>
  </xsl:template>
  <xsl:template match="line" mode="epub:block" as="element(h:p)">
    <p class="line"><xsl:apply-templates mode="epub:inline"/></p>
  </xsl:template>
  <xsl:template match="lines" mode="epub:block" as="element(h:div)">
    <div class="{if (@side = 'end') then 'closer' else 'opener'}">
      <xsl:for-each-group select="node()" group-adjacent="book:is-block(.)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="epub:block"/></xsl:when>
          <xsl:when test="current-group()[self::* or normalize-space()]">
            <p class="line"><xsl:apply-templates select="current-group()" mode="epub:inline"/></p>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>
  <xsl:template match="list" mode="epub:block" as="element()+">
    <xsl:apply-templates select="node()[not(self::item)][self::* or normalize-space()]" mode="epub:in-list"/>
    <xsl:element name="{if (@ordered = 'true') then 'ol' else 'ul'}"><xsl:apply-templates select="item" mode="epub:block"/></xsl:element>
  </xsl:template>
  <xsl:mode name="epub:in-list" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="*" mode="epub:in-list" as="node()*">
    <xsl:apply-templates select="." mode="#default"/>
  </xsl:template>
  <xsl:template match="subhead | p" mode="epub:in-list" as="node()*" priority="1"><xsl:apply-templates select="." mode="epub:block"/></xsl:template>
  <xsl:template match="page | note | name | hi" mode="epub:in-list" as="element(h:p)" priority="1">
    <p><xsl:apply-templates select="." mode="epub:inline"/></p>
  </xsl:template>
  <xsl:template match="item" mode="epub:block" as="element(h:li)">
    <!-- A reader counts only the items of ordered lists, and only in numbers; other numbers are words of the item. -->
    <xsl:variable name="counts" as="xs:boolean" select="../@ordered = 'true' and matches(@n, '^\d{1,6}[.)]?$')"/>
    <li>
      <xsl:choose>
        <xsl:when test="$counts"><xsl:attribute name="value" select="translate(@n, '.)', '')"/></xsl:when>
        <xsl:when test="@n">
          <xsl:attribute name="class" select="'numbered'"/>
          <span class="number"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text>
        </xsl:when>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="*[book:is-block(.)]"><xsl:apply-templates select="." mode="epub:blocks"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="epub:inline"/></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>
  <xsl:template match="table" mode="epub:block" as="element(h:table)">
    <xsl:variable name="columns" as="xs:integer" select="xs:integer(@columns)"/>
    <table>
      <xsl:for-each-group select="cell" group-adjacent="(position() - 1) idiv $columns">
        <tr>
          <xsl:for-each select="current-group()">
            <td>
              <xsl:choose>
                <xsl:when test="*[book:is-block(.)]"><xsl:apply-templates select="." mode="epub:blocks"/></xsl:when>
                <xsl:otherwise><xsl:apply-templates mode="epub:inline"/></xsl:otherwise>
              </xsl:choose>
            </td>
          </xsl:for-each>
        </tr>
      </xsl:for-each-group>
    </table>
  </xsl:template>
  <xsl:template match="rule" mode="epub:block" as="element(h:hr)"><hr/></xsl:template>
</xsl:stylesheet>
