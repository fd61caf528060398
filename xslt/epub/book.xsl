<?xml version="1.0" encoding="UTF-8"?>
<!-- A book, or one document, as the files of an EPUB 3.3: a list of parts, each with its name and what is in it.

     The input is the tree of a book as XML (transform/book_xml.py says how, xslt/book/entry.xsl what is in it). A file
     holds a month; notes stand after the entry whose they are; a page of the original is a page break that the list of
     pages leads to; names lead to the indexes, and these back. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:book="urn:tei-toolkit:book"
  xmlns:epub="http://www.idpf.org/2007/ops"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:include href="../book/words.xsl"/>
  <xsl:include href="../book/note-marks.xsl"/>
  <xsl:include href="package.xsl"/>
  <xsl:include href="navigation.xsl"/>
  <xsl:include href="front.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="inline.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <!-- Identifier and time of the publication: Python makes them of the edition's own words, since no clock is read. -->
  <xsl:param name="identifier" as="xs:string"/>
  <xsl:param name="modified" as="xs:string"/>

  <xsl:key name="item" match="persons/item | places/item" use="@id"/>
  <xsl:key name="naming" match="name" use="tokenize(@refs)"/>

  <xsl:template match="/" as="element(parts)" xmlns="">
    <parts>
      <part name="EPUB/package.opf"><xsl:apply-templates select="/" mode="epub:package"/></part>
      <part name="EPUB/nav.xhtml"><xsl:apply-templates select="/" mode="epub:navigation"/></part>
      <part name="EPUB/cover.svg"><xsl:apply-templates select="/" mode="epub:cover"/></part>
      <xsl:apply-templates/>
    </parts>
  </xsl:template>

  <xsl:template match="book | document" as="element(part)+">
    <xsl:sequence select="book:part('cover', book:word('cover'), 'cover', book:cover-page(@title))"/>
    <xsl:sequence select="book:part('title', @title, 'titlepage', book:title-page(.))"/>
    <xsl:apply-templates select="prose"/>
    <xsl:if test="abbreviation"><xsl:sequence select="book:abbreviations(.)"/></xsl:if>
    <xsl:apply-templates select="division"/>
    <xsl:apply-templates select="(persons, places)[item]"/>
  </xsl:template>

  <xsl:template match="prose" as="element(part)">
    <xsl:variable name="content" as="element()+">
      <h1><xsl:value-of select="@title"/></h1>
      <xsl:apply-templates select="." mode="epub:blocks"/>
    </xsl:variable>
    <xsl:sequence select="book:part(book:prose-file(.), @title, 'preface', $content)"/>
  </xsl:template>

  <xsl:template match="division" as="element(part)">
    <xsl:variable name="content" as="element()+">
      <xsl:if test="book:begins-year(.) or book:month-of(.)">
        <h1><xsl:value-of select="book:division-title(.)"/></h1>
      </xsl:if>
      <xsl:apply-templates select="entry"/>
    </xsl:variable>
    <xsl:sequence select="book:part(book:file(.), book:division-title(.), 'chapter', $content)"/>
  </xsl:template>

  <xsl:template match="entry" as="element(h:section)">
    <xsl:variable name="notes" as="element()*" select="(before | head | of)//(note | reading[@note = 'true'])"/>
    <section id="{book:id(.)}">
      <xsl:sequence select="book:language(@language)"/>
      <xsl:if test="before/node()"><div class="before"><xsl:apply-templates select="before" mode="epub:blocks"/></div></xsl:if>
      <xsl:apply-templates select="pages/page" mode="epub:inline"/>
      <h2>
        <xsl:choose>
          <xsl:when test="head/node()"><xsl:apply-templates select="head/node()" mode="epub:inline"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="book:entry-title(.)"/></xsl:otherwise>
        </xsl:choose>
      </h2>
      <xsl:apply-templates select="of" mode="epub:blocks"/>
      <xsl:if test="exists($notes)">
        <section epub:type="footnotes" class="notes">
          <h3><xsl:sequence select="book:language($book:language)"/><xsl:value-of select="book:word('notes')"/></h3>
          <xsl:apply-templates select="$notes" mode="epub:note"/>
        </section>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- An index: each name with the entries that name it. -->
  <xsl:template match="persons | places" as="element(part)">
    <xsl:variable name="content" as="element()+">
      <h1><xsl:value-of select="book:word(name())"/></h1>
      <ul class="index">
        <xsl:for-each select="item">
          <li>
            <xsl:if test="@id != ''"><xsl:attribute name="id" select="book:id(.)"/></xsl:if>
            <xsl:value-of select="@name"/>
            <xsl:if test="@see"><xsl:value-of select="', ' || book:word('see') || ' ' || @see"/></xsl:if>
            <xsl:if test="@dates != ''"><xsl:value-of select="' (' || @dates || ')'"/></xsl:if>
            <xsl:for-each select="key('naming', @id)/ancestor::entry">
              <xsl:value-of select="if (position() = 1) then ': ' else ', '"/>
              <a href="{book:file(..)}.xhtml#{book:id(.)}"><xsl:value-of select="book:entry-title(.)"/></a>
            </xsl:for-each>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:variable>
    <xsl:sequence select="book:part(name(), book:word(name()), 'index', $content)"/>
  </xsl:template>

  <!-- A file of XHTML. -->
  <xsl:function name="book:part" as="element(part)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="content" as="element()+"/>
    <part name="EPUB/{$name}.xhtml" xmlns="">
      <html xmlns="http://www.w3.org/1999/xhtml">
        <xsl:sequence select="book:language($book:language)"/>
        <head>
          <title><xsl:value-of select="$title"/></title>
          <link rel="stylesheet" href="book.css"/>
        </head>
        <body epub:type="{if ($type = ('cover', 'titlepage', 'preface')) then 'frontmatter' else if ($type = 'index') then 'backmatter' else 'bodymatter'}">
          <section epub:type="{$type}" class="{$type}">
            <xsl:sequence select="map { 'chapter': 'doc-chapter', 'index': 'doc-index', 'preface': 'doc-preface' }($type)
              ! book:attribute('role', .)"/>
            <xsl:sequence select="$content"/>
          </section>
        </body>
      </html>
    </part>
  </xsl:function>

  <xsl:function name="book:attribute" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:attribute name="{$name}" select="$value"/>
  </xsl:function>
  <xsl:function name="book:language" as="attribute()*">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:if test="$language">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:attribute name="xml:lang" select="$language"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
