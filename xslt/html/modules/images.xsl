<?xml version="1.0" encoding="UTF-8"?>
<!-- The images of an entry's pages: those that "page" lists, and those that the TEI itself names on an image server of the
     edition, by the @facs of a page break or the graphic that this points to. Servers that the edition does not name are
     never asked. Source: IIIF Image API 3.0 and 2.1, sections 2 and 3 (addresses). -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:html="urn:tei-toolkit:html"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="depicted" match="surface | zone | graphic | facsimile" use="@xml:id"/>

  <!-- The images of a version in the order of its pages: n, href, local, and service, the address of an image service
       where there is one. -->
  <xsl:function name="html:images-of" as="map(*)*">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="listed" as="map(*)*" select="html:version($document)?images?*"/>
    <xsl:variable name="named" as="map(*)*" select="$document/text//pb[@n][@facs] ! html:image-by-facs(.)"/>
    <xsl:sequence select="if (empty($named)) then $listed
      else ($listed, $named[not(?n = $listed?n)])"/>
  </xsl:function>

  <xsl:function name="html:image-by-facs" as="map(*)?">
    <xsl:param name="break" as="element(pb)"/>
    <xsl:variable name="addresses" as="xs:string*" select="tokenize($break/@facs) ! (
      if (starts-with(., '#')) then key('depicted', substring(., 2), $break/ancestor::TEI) ! (descendant-or-self::graphic/@url)[1]
      else .)"/>
    <xsl:variable name="service" as="xs:string?" select="($addresses ! html:service(.))[1]"/>
    <xsl:if test="$service">
      <xsl:sequence select="map { 'n': string($break/@n), 'href': $service || '/full/max/0/default.jpg', 'local': false(),
        'service': $service }"/>
    </xsl:if>
  </xsl:function>

  <!-- The image service that an address is of, if it is on a server of the edition: the service itself, its info.json, or any
       image of it. -->
  <xsl:function name="html:service" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:if test="(array:flatten($site?iiif) ! starts-with($address, .)) = true() and not(matches($address, '[\s?#&quot;\\]|/\.\.?(/|$)'))">
      <xsl:sequence select="replace(replace($address, '/$|/info\.json$', ''),
        '/(full|square|(pct:)?[\d.,]+)/[^/]+/!?[\d.]+/[a-z]+\.[a-z0-9]+$', '')"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
