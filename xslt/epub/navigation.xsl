<?xml version="1.0" encoding="UTF-8"?>
<!-- The navigation document: years, months and days; the pages of the original; the parts of the book. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:book="urn:tei-toolkit:book"
  xmlns:epub="http://www.idpf.org/2007/ops"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:mode name="epub:navigation" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>
  <xsl:template match="/" mode="epub:navigation" as="element(h:html)">
    <xsl:variable name="first" as="element(division)?" select="*/division[1]"/>
    <html>
      <xsl:sequence select="book:language($book:language)"/>
      <head><title><xsl:value-of select="*/@title"/></title><link rel="stylesheet" href="book.css"/></head>
      <body>
        <nav epub:type="toc" role="doc-toc" id="toc">
          <h1><xsl:value-of select="book:word('contents')"/></h1>
          <ol>
            <li><a href="title.xhtml"><xsl:value-of select="*/@title"/></a></li>
            <xsl:for-each select="*/prose">
              <li><a href="{book:prose-file(.)}.xhtml"><xsl:value-of select="@title"/></a></li>
            </xsl:for-each>
            <xsl:if test="*/abbreviation">
              <li><a href="abbreviations.xhtml"><xsl:value-of select="book:word('abbreviations')"/></a></li>
            </xsl:if>
            <xsl:for-each-group select="*/division" group-adjacent="@year">
              <li>
                <a href="{book:file(.)}.xhtml"><xsl:value-of select="book:year(.)"/></a>
                <ol>
                  <xsl:apply-templates select="current-group()" mode="#current"/>
                </ol>
              </li>
            </xsl:for-each-group>
            <xsl:for-each select="*/(persons, places)[item]">
              <li><a href="{name()}.xhtml"><xsl:value-of select="book:word(name())"/></a></li>
            </xsl:for-each>
          </ol>
        </nav>
        <xsl:if test="*/division//page[@n != '']">
          <nav epub:type="page-list" role="doc-pagelist" id="pages" hidden="hidden">
            <h2><xsl:value-of select="book:word('pages')"/></h2>
            <ol>
              <xsl:for-each select="*/division//page[@n != '']">
                <li><a href="{book:file(ancestor::division)}.xhtml#{book:page-id(.)}"><xsl:value-of select="@n"/></a></li>
              </xsl:for-each>
            </ol>
          </nav>
        </xsl:if>
        <nav epub:type="landmarks" id="landmarks" hidden="hidden">
          <h2><xsl:value-of select="book:word('guide')"/></h2>
          <ol>
            <li><a epub:type="cover" href="cover.xhtml"><xsl:value-of select="book:word('cover')"/></a></li>
            <li><a epub:type="toc" href="#toc"><xsl:value-of select="book:word('contents')"/></a></li>
            <xsl:if test="$first">
              <li><a epub:type="bodymatter" href="{book:file($first)}.xhtml"><xsl:value-of select="book:division-title($first)"/></a></li>
            </xsl:if>
          </ol>
        </nav>
      </body>
    </html>
  </xsl:template>

  <!-- A month with its days; where no month is known, the entries stand in the year. -->
  <xsl:template match="division[@month != '0']" mode="epub:navigation" as="element(h:li)">
    <li>
      <a href="{book:file(.)}.xhtml"><xsl:value-of select="book:month-of(.)"/></a>
      <ol><xsl:apply-templates select="entry" mode="#current"/></ol>
    </li>
  </xsl:template>
  <xsl:template match="division" mode="epub:navigation" as="element(h:li)*">
    <xsl:apply-templates select="entry" mode="#current"/>
  </xsl:template>
  <xsl:template match="entry" mode="epub:navigation" as="element(h:li)">
    <li><a href="{book:file(..)}.xhtml#{book:id(.)}"><xsl:value-of select="book:entry-title(.)"/></a></li>
  </xsl:template>
</xsl:stylesheet>
