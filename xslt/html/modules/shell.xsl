<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page: head, site navigation, main part, foot. Three places are left empty for editions, which fill
     them by a template of the same name in a stylesheet that imports ours. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
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
    <!-- What the page holds, in a sentence or two, for lists of what a search engine found. -->
    <xsl:param name="description" as="xs:string?"/>
    <!-- The languages of its texts, beside that of the interface. -->
    <xsl:param name="languages" as="xs:string*"/>
    <html>
      <xsl:sequence select="ui:in-language($site?language, 'en')"/>
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{shell:policy($kind)}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="distinct-values(($title, $site?title))[normalize-space()]" separator=" · "/></title>
        <xsl:for-each select="shell:shortened(($description, string-join(($title, $site?title, $site?subtitle), '. '))[normalize-space()][1])">
          <meta name="description" content="{.}"/>
        </xsl:for-each>
        <xsl:call-template name="shell:style">
          <xsl:with-param name="languages" select="$site?language, $languages"/>
        </xsl:call-template>
        <xsl:sequence select="$links"/>
        <xsl:call-template name="shell:in-head">
          <xsl:with-param name="kind" select="$kind"/>
        </xsl:call-template>
      </head>
      <body class="{$kind}">
        <a class="skip" href="#main"><xsl:value-of select="ui:word('skip')"/></a>
        <xsl:call-template name="shell:navigation">
          <xsl:with-param name="kind" select="$kind"/>
        </xsl:call-template>
        <main id="main">
          <xsl:call-template name="shell:before-main">
            <xsl:with-param name="kind" select="$kind"/>
          </xsl:call-template>
          <xsl:sequence select="$main"/>
          <xsl:call-template name="shell:after-main">
            <xsl:with-param name="kind" select="$kind"/>
          </xsl:call-template>
        </main>
        <xsl:call-template name="shell:foot"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="shell:in-head" as="element()*">
    <xsl:context-item use="absent"/>
    <xsl:param name="kind" as="xs:string"/>
  </xsl:template>
  <xsl:template name="shell:before-main" as="element()*">
    <xsl:context-item use="absent"/>
    <xsl:param name="kind" as="xs:string"/>
  </xsl:template>
  <xsl:template name="shell:after-main" as="element()*">
    <xsl:context-item use="absent"/>
    <xsl:param name="kind" as="xs:string"/>
  </xsl:template>

  <!-- Nothing from elsewhere, nothing inline. The one style element of a page that stands alone is
       let in by its hash. -->
  <xsl:function name="shell:policy" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="style" as="xs:string"
      select="if ($css) then '''' || $css-hash || '''' else '''self'''"/>
    <xsl:variable name="images" as="xs:string*" select="shell:image-servers()[$kind = 'entry']"/>
    <xsl:sequence select="string-join((
      'default-src ''none''', 'style-src ' || $style, shell:scripts($kind), 'font-src ''self''',
      string-join(('img-src ''self''', $images), ' '), string-join(('connect-src', $images), ' ')[exists($images)],
      'base-uri ''none''', 'form-action ''none'''), '; ')"/>
  </xsl:function>

  <!-- The servers of page images that the edition names, which its entries may ask. -->
  <xsl:function name="shell:image-servers" as="xs:string*">
    <xsl:sequence select="distinct-values(array:flatten($site?iiif) ! replace(., '^(https?://[^/]+).*$', '$1'))"/>
  </xsl:function>

  <!-- The search reads its index and runs it as WebAssembly, on its own page only; a long register reads the list of all
       names. -->
  <xsl:function name="shell:scripts" as="xs:string+">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($kind = 'search')
      then ('script-src ''self'' ''wasm-unsafe-eval''', 'connect-src ''self''', 'worker-src ''self''')
      else ('script-src ''self''', 'connect-src ''self'''[exists($page?names)])"/>
  </xsl:function>

  <!-- As many whole words as lists of results show. -->
  <xsl:function name="shell:shortened" as="xs:string?">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:variable name="whole" as="xs:string" select="normalize-space($text)"/>
    <xsl:sequence select="if (string-length($whole) le 160) then $whole[.]
      else replace(substring($whole, 1, 158), '\s+\S*$', '') || ' …'"/>
  </xsl:function>

  <!-- The fonts that the page surely needs are asked for at once: they are there for the first line that is painted, so
       that no line moves. -->
  <xsl:template name="shell:style" as="element()+">
    <xsl:context-item use="absent"/>
    <xsl:param name="languages" as="xs:string*"/>
    <xsl:choose>
      <xsl:when test="$css"><style><xsl:value-of select="$css"/></style></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="shell:fonts($languages)">
          <link rel="preload" as="font" crossorigin="anonymous" href="{$root}{.}"/>
        </xsl:for-each>
        <link rel="stylesheet" href="{$root}assets/site.css"/>
        <script src="{$root}assets/site.js"/>
        <link rel="icon" href="{$root}assets/icon.svg" type="image/svg+xml"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Those of the edition; or ours, in the alphabets of the texts. -->
  <xsl:function name="shell:fonts" as="xs:string*">
    <xsl:param name="languages" as="xs:string*"/>
    <xsl:variable name="first" as="xs:string*" select="array:flatten($site?fonts)"/>
    <xsl:variable name="alphabets" as="xs:string*" select="
      'latin',
      'cyrillic'[$languages ! tokenize(., '-')[1] = ('be', 'bg', 'mk', 'ru', 'sr', 'uk')],
      'greek'[$languages ! tokenize(., '-')[1] = ('el', 'grc')]"/>
    <xsl:sequence select="if (not($first = shell:font('latin', 'normal'))) then $first
      else for $alphabet in $alphabets, $style in ('normal', 'italic') return shell:font($alphabet, $style)"/>
  </xsl:function>
  <xsl:function name="shell:font" as="xs:string">
    <xsl:param name="alphabet" as="xs:string"/>
    <xsl:param name="style" as="xs:string"/>
    <xsl:sequence select="'assets/fonts/alegreya-' || $alphabet || '-400-' || $style || '.woff2'"/>
  </xsl:function>

  <xsl:template name="shell:navigation" as="element(h:header)?">
    <xsl:context-item use="absent"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:where-populated>
      <header class="site">
        <xsl:if test="exists($site?pages)">
          <a class="site-title" href="{$root}index.html">
            <xsl:for-each select="$site?logo">
              <img class="logo" src="{$root}{?href}" alt="{?alt}" width="{?width}" height="{?height}"/>
            </xsl:for-each>
            <span><xsl:value-of select="$site?title"/></span>
          </a>
          <nav aria-label="{ui:word('site-navigation')}">
            <xsl:for-each select="array:flatten($site?pages)">
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
            <button type="button" class="theme by-script" aria-label="{ui:word('theme')}" title="{ui:word('theme')}"/>
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
