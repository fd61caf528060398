<?xml version="1.0" encoding="UTF-8"?>
<!-- What the search knows of an entry beyond its words: day, year, month, versions, and whom and what it names.
     The values stand in empty data elements, which neither readers nor the index of words see. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:search="urn:tei-toolkit:html:search"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="search:named" match="person | org | place" use="@xml:id"/>

  <xsl:template name="search:facets" as="element(h:div)">
    <xsl:context-item use="absent"/>
    <xsl:param name="versions" as="element(TEI)+"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="day" as="xs:string" select="string($page?date)"/>
    <div hidden="hidden">
      <data data-pagefind-meta="title[value]" value="{$title}"/>
      <xsl:if test="matches($day, '^\d{4}-\d{2}')">
        <data data-pagefind-sort="date[value]" value="{$day}"/>
        <data data-pagefind-meta="date[value]" value="{$day}"/>
        <xsl:sequence select="search:facet('year', substring($day, 1, 4)), search:facet('month', substring($day, 1, 7))"/>
      </xsl:if>
      <xsl:sequence select="$page?versions?*?title ! search:facet('version', string(.))"/>
      <xsl:variable name="ids" as="xs:string*"
        select="distinct-values($versions/text//@ref ! tokenize(.) ! substring-after(., '#'))[.]"/>
      <xsl:for-each select="if (exists($register)) then $ids ! key('search:named', ., $register)[1] else ()">
        <xsl:sequence select="search:facet(if (self::place) then 'place' else 'person', html:register-name(.))"/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:function name="search:facet" as="element(h:data)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <data data-pagefind-filter="{$name}[value]" value="{$value}"/>
  </xsl:function>
</xsl:stylesheet>
