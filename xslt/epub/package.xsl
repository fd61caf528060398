<?xml version="1.0" encoding="UTF-8"?>
<!-- The package document (EPUB 3.3, section 5; EPUB Accessibility 1.1). -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:book="urn:tei-toolkit:book"
  xmlns:epub="http://www.idpf.org/2007/ops"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns="http://www.idpf.org/2007/opf">

  <xsl:mode name="epub:package" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="/" mode="epub:package" as="element()">
    <xsl:variable name="files" as="xs:string+" select="
      'cover', 'title', 'nav', */prose ! book:prose-file(.), 'abbreviations'[current()/*/abbreviation], */division ! book:file(.), */(persons, places)[item] ! name()"/>
    <xsl:variable name="paged" as="xs:boolean" select="exists(*/division//page[@n != ''])"/>
    <package version="3.0" unique-identifier="id" xml:lang="{$book:language}" dir="{if ($book:language = ('he', 'ar', 'fa', 'yi', 'ur')) then 'rtl' else 'ltr'}">
      <metadata>
        <dc:identifier id="id"><xsl:value-of select="$identifier"/></dc:identifier>
        <dc:title><xsl:value-of select="*/@title"/></dc:title>
        <xsl:if test="*/@author != ''">
          <dc:creator id="author"><xsl:value-of select="*/@author"/></dc:creator>
          <meta refines="#author" property="role" scheme="marc:relators">aut</meta>
        </xsl:if>
        <xsl:for-each select="*/responsible">
          <dc:contributor><xsl:value-of select="@name"/></dc:contributor>
        </xsl:for-each>
        <dc:language><xsl:value-of select="$book:language"/></dc:language>
        <xsl:for-each select="distinct-values(*/division/entry/@language[. != ''])[. != $book:language]">
          <dc:language><xsl:value-of select="."/></dc:language>
        </xsl:for-each>
        <xsl:if test="*/@publisher != ''"><dc:publisher><xsl:value-of select="*/@publisher"/></dc:publisher></xsl:if>
        <xsl:if test="matches(*/@date, '^\d{4}(-\d\d(-\d\d)?)?$')"><dc:date><xsl:value-of select="*/@date"/></dc:date></xsl:if>
        <xsl:if test="*/@licence != ''"><dc:rights><xsl:value-of select="*/@licence"/></dc:rights></xsl:if>
        <meta property="dcterms:modified"><xsl:value-of select="$modified"/></meta>
        <xsl:if test="$paged"><meta property="pageBreakSource">none</meta></xsl:if>
        <meta property="schema:accessMode">textual</meta>
        <meta property="schema:accessModeSufficient">textual</meta>
        <xsl:for-each select="'tableOfContents', 'readingOrder', 'structuralNavigation', 'index', ('pageBreakMarkers', 'pageNavigation')[$paged], 'displayTransformability'">
          <meta property="schema:accessibilityFeature"><xsl:value-of select="."/></meta>
        </xsl:for-each>
        <meta property="schema:accessibilityHazard">none</meta>
      </metadata>
      <manifest>
        <item id="css" href="book.css" media-type="text/css"/>
        <item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
        <xsl:for-each select="$files">
          <item id="file-{.}" href="{.}.xhtml" media-type="application/xhtml+xml">
            <xsl:if test=". = 'nav'"><xsl:attribute name="properties" select="'nav'"/></xsl:if>
          </item>
        </xsl:for-each>
      </manifest>
      <spine>
        <xsl:for-each select="$files"><itemref idref="file-{.}"/></xsl:for-each>
      </spine>
    </package>
  </xsl:template>
</xsl:stylesheet>
