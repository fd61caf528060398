<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands in a line, as XHTML: notes that reading systems show as popups, page breaks, links to the indexes. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:book="urn:tei-toolkit:book"
  xmlns:epub="http://www.idpf.org/2007/ops"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="epub:inline" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="text()" mode="epub:inline" as="text()"><xsl:sequence select="."/></xsl:template>

  <!-- The look of words by the element that HTML has for it. -->
  <xsl:variable name="book:looks" as="map(xs:string, xs:string)" select="map {
    'italic': 'em', 'bold': 'strong', 'sup': 'sup', 'sub': 'sub', 'ex': 'i', 'del': 'del', 'add': 'ins', 'strike': 's' }"/>
  <xsl:template match="hi" mode="epub:inline" as="element()">
    <xsl:element name="{($book:looks(@look), 'span')[1]}">
      <xsl:if test="empty($book:looks(@look))"><xsl:attribute name="class" select="@look"/></xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="ex | del | add" mode="epub:inline" as="element()">
    <xsl:element name="{$book:looks(name())}">
      <xsl:attribute name="class" select="name()"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- The signs are the book's own (xslt/typst/signs.typ). -->
  <xsl:template match="supplied | sign" mode="epub:inline" as="node()+">
    <xsl:text>[</xsl:text><xsl:apply-templates mode="#current"/><xsl:text>]</xsl:text>
  </xsl:template>
  <xsl:template match="unclear" mode="epub:inline" as="node()+">
    <xsl:apply-templates mode="#current"/><xsl:text>&#xA0;[?]</xsl:text>
  </xsl:template>
  <xsl:template match="sic" mode="epub:inline" as="node()+">
    <xsl:apply-templates mode="#current"/><xsl:text>&#xA0;[sic]</xsl:text>
  </xsl:template>
  <xsl:template match="paren" mode="epub:inline" as="node()+">
    <xsl:text> (</xsl:text><xsl:apply-templates mode="#current"/><xsl:text>)</xsl:text>
  </xsl:template>
  <xsl:template match="gap" mode="epub:inline" as="text()">
    <xsl:value-of select="'[' || @words || ']'"/>
  </xsl:template>

  <xsl:template match="language" mode="epub:inline" as="element(h:span)">
    <span><xsl:sequence select="book:language(@lang)"/><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <!-- In a link there is no other. -->
  <xsl:template match="link" mode="epub:inline" as="element(h:a)">
    <a href="{@to}">
      <xsl:apply-templates mode="#current"><xsl:with-param name="linked" select="true()" tunnel="yes"/></xsl:apply-templates>
    </a>
  </xsl:template>
  <xsl:template match="link[not(. castable as xs:anyURI) or not(matches(@to, '^https?://[^\s&lt;&gt;&quot;\\^`{|}\[\]]+$'))]"
    mode="epub:inline" as="node()*" priority="1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="name" mode="epub:inline" as="node()*">
    <xsl:param name="linked" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="item" as="element(item)?" select="key('item', tokenize(@refs))[1]"/>
    <xsl:choose>
      <xsl:when test="$linked or empty($item)"><xsl:apply-templates mode="#current"/></xsl:when>
      <xsl:otherwise>
        <a class="name" href="{name($item/..)}.xhtml#{book:id($item)}">
          <xsl:apply-templates mode="#current"><xsl:with-param name="linked" select="true()" tunnel="yes"/></xsl:apply-templates>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="page" mode="epub:inline" as="element(h:span)">
    <span epub:type="pagebreak" role="doc-pagebreak" id="{book:page-id(.)}" aria-label="{@n}" class="page"/>
  </xsl:template>
  <xsl:template match="break" mode="epub:inline" as="element(h:br)"><br/></xsl:template>

  <xsl:template match="note" mode="epub:inline" as="element(h:a)">
    <xsl:sequence select="book:reference(.)"/>
  </xsl:template>
  <xsl:template match="reading" mode="epub:inline" as="node()*">
    <xsl:apply-templates mode="#current"/>
    <xsl:choose>
      <xsl:when test="@note = 'true'"><xsl:sequence select="book:reference(.)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="' (' || book:word('written') || ': ' || @written || ')'"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:function name="book:reference" as="element(h:a)">
    <xsl:param name="note" as="element()"/>
    <a epub:type="noteref" role="doc-noteref" class="noteref" id="{book:note-id($note)}-ref" href="#{book:note-id($note)}">
      <xsl:value-of select="book:note-mark($note)"/>
    </a>
  </xsl:function>

  <xsl:mode name="epub:note" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>
  <xsl:template match="note | reading" mode="epub:note" as="element(h:aside)">
    <aside epub:type="footnote" role="doc-footnote" id="{book:note-id(.)}">
      <p class="mark"><a role="doc-backlink" href="#{book:note-id(.)}-ref"><xsl:value-of select="book:note-mark(.)"/></a></p>
      <xsl:choose>
        <xsl:when test="self::reading"><p><xsl:value-of select="book:word('written') || ': ' || @written"/></p></xsl:when>
        <xsl:otherwise>
          <xsl:if test="@margin = 'true'"><p><i><xsl:value-of select="book:word('margin')"/></i></p></xsl:if>
          <xsl:apply-templates select="." mode="epub:blocks"/>
        </xsl:otherwise>
      </xsl:choose>
    </aside>
  </xsl:template>

  <!-- Blocks where only words may stand, such as in a heading: their words. -->
  <xsl:template match="p | subhead | aside | quote | verse | line | list | item | lines | table | cell" mode="epub:inline" as="node()*">
    <xsl:if test="preceding-sibling::node()"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="rule" mode="epub:inline" as="text()"><xsl:text> * * * </xsl:text></xsl:template>
</xsl:stylesheet>
