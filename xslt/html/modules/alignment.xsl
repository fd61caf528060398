<?xml version="1.0" encoding="UTF-8"?>
<!-- Which paragraphs of the versions belong together: those that @corresp joins, else those of the same number where
     both versions have as many. A row is a paragraph of the first version with what belongs to it in the others; where
     every version has its place in the rows, their blocks are put into rows, which a wide screen sets side by side. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- 'how': marked, order or none; 'rows': generate-id() of a paragraph → number of its row; 'count' of the rows. -->
  <xsl:function name="html:alignment" as="map(xs:string, item()*)">
    <xsl:param name="versions" as="element(TEI)+"/>
    <xsl:variable name="first" as="element()*" select="html:paragraphs($versions[1])"/>
    <xsl:variable name="others" as="map(*)*" select="tail($versions) ! html:aligned-with($first, .)"/>
    <xsl:sequence select="
      if (empty($others)) then map{'how': 'alone', 'rows': map{}, 'count': 0}
      else if ($others?how = 'none') then map{'how': 'none', 'rows': map{}, 'count': 0}
      else map{
        'how': if ($others?how = 'order') then 'order' else 'marked',
        'rows': map:merge((for-each-pair($first, 1 to count($first), html:row#2), $others?rows)),
        'count': count($first)}"/>
  </xsl:function>

  <!-- What editors wrote between the paragraphs has no counterpart. -->
  <xsl:function name="html:paragraphs" as="element()*">
    <xsl:param name="version" as="element(TEI)"/>
    <xsl:sequence select="$version/text//(p | ab)[not(ancestor::note)]"/>
  </xsl:function>

  <xsl:function name="html:aligned-with" as="map(xs:string, item()*)">
    <xsl:param name="first" as="element()*"/>
    <xsl:param name="version" as="element(TEI)"/>
    <xsl:variable name="paragraphs" as="element()*" select="html:paragraphs($version)"/>
    <xsl:variable name="marked" as="map(*)*" select="$paragraphs ! html:marked-row(., $first)"/>
    <xsl:sequence select="
      if (exists($marked)) then map{'how': 'marked', 'rows': map:merge($marked)}
      else if (count($paragraphs) = count($first))
        then map{'how': 'order', 'rows': map:merge(for-each-pair($paragraphs, 1 to count($first), html:row#2))}
      else map{'how': 'none', 'rows': map{}}"/>
  </xsl:function>

  <!-- Either paragraph may point to the other. -->
  <xsl:function name="html:marked-row" as="map(xs:string, xs:integer)?">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:param name="first" as="element()*"/>
    <xsl:variable name="here" as="xs:string*" select="html:corresponding($paragraph)"/>
    <xsl:variable name="rows" as="xs:integer*" select="
      for $n in 1 to count($first)
      return $n[$first[$n]/@xml:id = $here or html:corresponding($first[$n]) = $paragraph/@xml:id]"/>
    <xsl:sequence select="head($rows) ! html:row($paragraph, .)"/>
  </xsl:function>
  <xsl:function name="html:corresponding" as="xs:string*">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:sequence select="tokenize($paragraph/@corresp) ! substring-after(., '#')[.]"/>
  </xsl:function>

  <xsl:function name="html:row" as="map(xs:string, xs:integer)">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="map{generate-id($paragraph): $number}"/>
  </xsl:function>

  <!-- The text in rows, in its own order: a block stands in the last row that was begun. Every version has all rows,
       be they empty, the heading in the row before the first. -->
  <xsl:template name="html:text-in-rows" as="element(h:div)+">
    <xsl:context-item as="element(text)" use="required"/>
    <xsl:param name="alignment" as="map(*)" tunnel="yes"/>
    <xsl:variable name="blocks" as="node()*" select="body/node() ! (if (self::div) then node() else .)"/>
    <xsl:variable name="rows" as="xs:integer*">
      <xsl:iterate select="$blocks">
        <xsl:param name="row" as="xs:integer" select="0"/>
        <xsl:variable name="begun" as="xs:integer" select="
          max(($row, descendant-or-self::*[self::p or self::ab] ! $alignment?rows(generate-id(.)) => head()))"/>
        <xsl:sequence select="$begun"/>
        <xsl:next-iteration><xsl:with-param name="row" select="$begun"/></xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:for-each select="0 to $alignment?count">
      <xsl:variable name="row" as="xs:integer" select="."/>
      <div class="row">
        <xsl:apply-templates select="for $n in index-of($rows, $row) return $blocks[$n]" mode="html:text"/>
      </div>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="html:in-rows" as="xs:boolean">
    <xsl:param name="version" as="element(TEI)"/>
    <xsl:param name="alignment" as="map(*)"/>
    <xsl:sequence select="$alignment?count > 0 and (every $one in $version/../TEI satisfies
      empty($one/text/(front | back | group)) and count($one/text/body/div) = 1)"/>
  </xsl:function>

  <!-- How it is known which paragraphs belong together. -->
  <xsl:function name="html:alignment-said" as="element(h:p)?">
    <xsl:param name="alignment" as="map(*)"/>
    <xsl:if test="$alignment?how != 'alone'">
      <p class="aligned-how"><xsl:value-of select="ui:word('aligned-' || $alignment?how)"/></p>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
