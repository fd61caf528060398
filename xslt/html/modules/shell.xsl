<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page: head, site navigation, main part, foot. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:output method="html" version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:template name="shell:page" as="element(h:html)">
    <xsl:context-item use="absent"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="main" as="element()*"/>
    <xsl:param name="links" as="element()*"/>
    <html lang="{$site?language}">
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{shell:policy($kind)}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="distinct-values(($title, $site?title))[normalize-space()]" separator=" · "/></title>
        <xsl:call-template name="shell:style"/>
        <xsl:sequence select="$links"/>
      </head>
      <body class="{$kind}">
        <a class="skip" href="#main"><xsl:value-of select="ui:word('skip')"/></a>
        <xsl:call-template name="shell:navigation">
          <xsl:with-param name="kind" select="$kind"/>
        </xsl:call-template>
        <main id="main"><xsl:sequence select="$main"/></main>
        <xsl:call-template name="shell:foot"/>
      </body>
    </html>
  </xsl:template>

  <!-- Nothing from elsewhere, nothing inline. The one style element of a page that stands alone is
       let in by its hash. -->
  <xsl:function name="shell:policy" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="style" as="xs:string"
      select="if ($css) then '''' || $css-hash || '''' else '''self'''"/>
    <xsl:sequence select="string-join((
      'default-src ''none''', 'style-src ' || $style, shell:scripts($kind), 'font-src ''self''',
      'img-src ''self''', 'base-uri ''none''', 'form-action ''none'''), '; ')"/>
  </xsl:function>

  <!-- The search reads its index and runs it as WebAssembly, on its own page only. -->
  <xsl:function name="shell:scripts" as="xs:string+">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($kind = 'search')
      then ('script-src ''self'' ''wasm-unsafe-eval''', 'connect-src ''self''', 'worker-src ''self''')
      else 'script-src ''self'''"/>
  </xsl:function>

  <xsl:template name="shell:style" as="element()+">
    <xsl:context-item use="absent"/>
    <xsl:choose>
      <xsl:when test="$css"><style><xsl:value-of select="$css"/></style></xsl:when>
      <xsl:otherwise>
        <link rel="stylesheet" href="{$root}assets/site.css"/>
        <script src="{$root}assets/site.js"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="shell:navigation" as="element(h:header)?">
    <xsl:context-item use="absent"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:where-populated>
      <header class="site">
        <xsl:if test="exists($site?pages)">
          <a class="site-title" href="{$root}index.html"><xsl:value-of select="$site?title"/></a>
          <nav aria-label="{ui:word('site-navigation')}">
            <xsl:for-each select="array:flatten($site?pages)" xmlns:array="http://www.w3.org/2005/xpath-functions/array">
              <a href="{$root}{.}.html">
                <xsl:if test=". = tokenize($kind) or (. = 'index' and $kind = 'contents')">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:value-of select="ui:word(if (. = 'index') then 'contents' else .)"/>
              </a>
            </xsl:for-each>
            <xsl:where-populated>
              <details class="more-pages"><xsl:sequence select="shell:more-pages()"/></details>
            </xsl:where-populated>
            <button type="button" class="theme" hidden="hidden" aria-label="{ui:word('theme')}" title="{ui:word('theme')}"/>
          </nav>
        </xsl:if>
      </header>
    </xsl:where-populated>
  </xsl:template>

  <!-- The pages of prose for which the interface has no word. -->
  <xsl:function name="shell:more-pages" as="element()*">
    <xsl:if test="exists($site?more?*)">
      <summary>
        <xsl:if test="$site?more?*?address = $page?address"><xsl:attribute name="aria-current" select="'true'"/></xsl:if>
        <xsl:value-of select="ui:word('more-pages')"/>
      </summary>
      <ul>
        <xsl:for-each select="$site?more?*">
          <li>
            <a href="{$root}{?address}.html">
              <xsl:if test="?address = $page?address"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
              <xsl:value-of select="?title"/>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

  <xsl:template name="shell:foot" as="element(h:footer)?">
    <xsl:context-item use="absent"/>
    <xsl:where-populated>
      <footer class="site">
        <xsl:if test="exists($site?pages)">
          <p>
            <cite><xsl:value-of select="$site?title"/></cite>
            <xsl:value-of select="(($site?place, $site?publisher)[.] => string-join(': '), $site?date)[.] ! (', ' || .)" separator=""/>
            <xsl:if test="matches($site?licence, '^https?://')">
              <xsl:text> · </xsl:text>
              <a rel="license" href="{$site?licence}"><xsl:value-of select="ui:word('licence')"/></a>
            </xsl:if>
          </p>
        </xsl:if>
      </footer>
    </xsl:where-populated>
  </xsl:template>
</xsl:stylesheet>
