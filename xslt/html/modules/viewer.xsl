<?xml version="1.0" encoding="UTF-8"?>
<!-- The pane that shows one page image in full. It is hidden until the script that works it is there; without it
     the small images lead to the files themselves. Images elsewhere are linked and never fetched. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:function name="html:viewer" as="element(h:section)?">
    <xsl:variable name="images" as="map(*)*" select="$page?versions?*?images?*"/>
    <xsl:for-each select="$images[every $image in $images satisfies $image?local][1]">
      <section class="viewer" hidden="hidden" aria-label="{ui:word('page-image')}">
        <figure>
          <div class="tools">
            <button type="button" data-act="smaller" aria-label="{ui:word('zoom-out')}" title="{ui:word('zoom-out')}">−</button>
            <button type="button" data-act="larger" aria-label="{ui:word('zoom-in')}" title="{ui:word('zoom-in')}">+</button>
            <button type="button" data-act="rotate" aria-label="{ui:word('rotate')}" title="{ui:word('rotate')}">↻</button>
          </div>
          <div class="stage" role="group" tabindex="0" aria-label="{ui:word('page-image')}">
            <img src="{?href}" alt="{ui:word('page-image')} {?n}" loading="lazy" width="600" height="800" draggable="false"/>
          </div>
          <figcaption><xsl:value-of select="ui:word('page-image'), ?n"/></figcaption>
        </figure>
      </section>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
