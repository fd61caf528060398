<?xml version="1.0" encoding="UTF-8"?>
<!-- The pane that shows one page image in full. It is hidden until the script that works it is there; without it
     the small images lead to the files themselves. Images elsewhere are linked and never fetched, but for those on image
     servers that the edition names. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:function name="html:viewer" as="element(h:section)?">
    <xsl:param name="versions" as="element()+"/>
    <xsl:variable name="images" as="map(*)*" select="$versions ! html:images-of(.)"/>
    <xsl:for-each select="$images[every $image in $images satisfies ($image?local or exists($image?service))][1]">
      <section class="viewer" hidden="hidden" aria-label="{ui:word('page-image')}" data-fails="{ui:word('image-fails')}">
        <figure>
          <div class="tools">
            <button type="button" data-act="smaller" aria-label="{ui:word('zoom-out')}" title="{ui:word('zoom-out')}">−</button>
            <button type="button" data-act="larger" aria-label="{ui:word('zoom-in')}" title="{ui:word('zoom-in')}">+</button>
            <button type="button" data-act="rotate" aria-label="{ui:word('rotate')}" title="{ui:word('rotate')}">↻</button>
            <button type="button" data-act="reset" aria-label="{ui:word('zoom-reset')}" title="{ui:word('zoom-reset')}">□</button>
          </div>
          <div class="stage" role="group" tabindex="0" aria-label="{ui:word('page-image')}">
            <div class="sheet">
              <img src="{if (?local) then ?href else ?service || '/full/240,/0/default.jpg'}" alt="{ui:word('page-image')} {?n}"
                loading="lazy" width="600" height="800" draggable="false"/>
            </div>
          </div>
          <figcaption><xsl:value-of select="ui:word('page-image'), ?n"/></figcaption>
        </figure>
      </section>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
