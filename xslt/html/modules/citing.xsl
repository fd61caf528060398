<?xml version="1.0" encoding="UTF-8"?>
<!-- How to cite what the page shows. For readers: lines to copy, references to download; for other programs: tags in the
     head and an empty span.

     page?cite: lines: label, before, book, after; formats: name, text, href; tags: name, content; coins; described -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:cite="urn:tei-toolkit:html:citing"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <!-- For the head of the page: Highwire tags, JSON-LD, and where the edition has one its feed. -->
  <xsl:function name="cite:tags" as="element()*">
    <xsl:for-each select="$page?cite?tags?*">
      <meta name="{?name}" content="{?content}"/>
    </xsl:for-each>
    <xsl:for-each select="$page?cite?described">
      <script type="application/ld+json"><xsl:value-of select="."/></script>
    </xsl:for-each>
    <xsl:for-each select="$site?feed">
      <link rel="alternate" type="application/atom+xml" href="{$root}{.}"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="cite:panel" as="element(h:div)?">
    <xsl:for-each select="$page?cite">
      <div class="cite">
        <span class="Z3988" title="{?coins}"/>
        <xsl:for-each select="?lines?*">
          <div class="copied">
            <h3><xsl:value-of select="?label"/></h3>
            <p class="citation"><xsl:value-of select="?before"/><cite><xsl:value-of select="?book"/></cite><xsl:value-of select="?after"/></p>
            <xsl:sequence select="cite:button(?label)"/>
          </div>
        </xsl:for-each>
        <xsl:for-each select="?formats?*">
          <details class="copied">
            <summary><xsl:value-of select="?name"/></summary>
            <pre tabindex="0" role="region" aria-label="{?name}"><xsl:value-of select="translate(?text, '&#13;', '')"/></pre>
            <a href="{?href}" download="download"><xsl:value-of select="?href"/></a>
            <xsl:sequence select="cite:button(?name)"/>
          </details>
        </xsl:for-each>
      </div>
    </xsl:for-each>
  </xsl:function>

  <!-- Nothing can be copied without the script. -->
  <xsl:function name="cite:button" as="element(h:button)">
    <xsl:param name="what" as="xs:string"/>
    <button type="button" class="copy by-script" data-done="{ui:word('copied')}" aria-label="{ui:word('copy')}{ui:word('colon')}{$what}">
      <xsl:value-of select="ui:word('copy')"/>
    </button>
  </xsl:function>

  <!-- On the first page: the edition as a whole, to cite and to take away. -->
  <xsl:function name="cite:whole" as="element(h:section)?">
    <xsl:if test="exists($page?cite)">
      <section class="about-entry">
        <h2><xsl:value-of select="ui:word('cite-edition')"/></h2>
        <xsl:sequence select="cite:panel()"/>
        <p class="downloads">
          <xsl:for-each select="$page?whole?*">
            <xsl:if test="position() > 1"><xsl:text> · </xsl:text></xsl:if>
            <a href="{?href}" download="download"><xsl:value-of select="?name"/></a>
          </xsl:for-each>
        </p>
      </section>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
