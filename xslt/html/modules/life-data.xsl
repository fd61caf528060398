<?xml version="1.0" encoding="UTF-8"?>
<!-- html:life-data: what the register says of someone, of a place or an event, as terms and descriptions; what it does
     not say is not there. $page?related: id → href (from the top of the site) and name of those to whom it points. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="html:life-data" as="element(h:dl)?">
    <xsl:param name="entry" as="element()"/>
    <xsl:where-populated>
      <dl class="life-data">
        <xsl:for-each select="('birth', 'death', 'floruit', 'nationality', 'faith', 'education', 'occupation', 'affiliation', 'residence')">
          <xsl:sequence select="html:datum(ui:word('life-' || .), $entry/*[local-name() = current()] ! html:state(.))"/>
        </xsl:for-each>
        <xsl:sequence select="
          html:datum(ui:word('life-event'), $entry/(event | self::place/listEvent/event | listEvent/event) ! html:state(.)),
          html:datum(ui:word('life-relation'), $entry/relation ! html:related(., $entry)),
          html:datum(ui:word('life-location'), $entry/location/geo[normalize-space()] ! html:on-map(.))"/>
      </dl>
    </xsl:where-populated>
  </xsl:function>

  <!-- A term with its descriptions, unless there is nothing to say. -->
  <xsl:function name="html:datum" as="element()*">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="descriptions" as="element(h:dd)*"/>
    <xsl:if test="exists($descriptions[normalize-space()])">
      <dt><xsl:value-of select="$term"/></dt>
      <xsl:sequence select="$descriptions[normalize-space()]"/>
    </xsl:if>
  </xsl:function>

  <!-- What someone was, or what happened to them, with when and where. -->
  <xsl:function name="html:state" as="element(h:dd)">
    <xsl:param name="state" as="element()"/>
    <xsl:variable name="when" as="xs:string" select="(($state, $state/date) ! html:when(.)[.], '')[1]"/>
    <xsl:variable name="places" as="element()*" select="$state[self::birth or self::death]//(placeName | settlement)"/>
    <xsl:variable name="said" as="xs:string" select="html:words-of($state[not($places or (self::birth or self::death) and $when)])"/>
    <dd>
      <xsl:choose>
        <xsl:when test="$state/@ref"><xsl:sequence select="html:link-to($state/@ref, $said)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$said"/></xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="if ($said and $when) then ' (' || $when || ')' else $when"/>
      <xsl:for-each select="$places">
        <xsl:value-of select="if ($when or position() > 1) then ', ' else ''"/>
        <xsl:sequence select="html:link-to(@ref, normalize-space(.))"/>
      </xsl:for-each>
    </dd>
  </xsl:function>
  <xsl:function name="html:words-of" as="xs:string">
    <xsl:param name="state" as="element()?"/>
    <xsl:variable name="parts" as="xs:string*" select="$state/self::event/(label, head, eventName, desc, p)[not(self::desc[@type])] ! normalize-space(.)[.]"/>
    <xsl:sequence select="if ($state/self::event) then string-join($parts, ': ') else (normalize-space($state)[.], $state/@key ! string(), '')[1]"/>
  </xsl:function>

  <!-- '12 September 1881', '1931 – 1944': a weekday would be too much here. -->
  <xsl:function name="html:when" as="xs:string">
    <xsl:param name="dated" as="element()"/>
    <xsl:sequence select="if ($dated/@when castable as xs:date) then date:short(xs:date($dated/@when)) else date:meaning($dated)"/>
  </xsl:function>

  <!-- 'cousin: Thorne, Ambrose' where it holds both ways or the other is the active one; else 'teacher → Vane, Honoria'. -->
  <xsl:function name="html:related" as="element(h:dd)">
    <xsl:param name="relation" as="element(relation)"/>
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="acts" as="xs:boolean" select="tokenize($relation/@active) ! substring-after(., '#') = $entry/@xml:id"/>
    <xsl:variable name="others" as="xs:string*" select="
      (if ($relation/@mutual) then tokenize($relation/@mutual) else if ($acts) then tokenize($relation/@passive) else tokenize($relation/@active))
      ! substring-after(., '#')[. != $entry/@xml:id]"/>
    <dd>
      <xsl:value-of select="($relation/desc[1] ! normalize-space(.)[.], replace($relation/@name, '[-_]', ' '))[1]"/>
      <xsl:value-of select="if ($acts) then ' → ' else ': '"/>
      <xsl:for-each select="$others">
        <xsl:if test="position() > 1">, </xsl:if>
        <xsl:sequence select="html:link(., .)"/>
      </xsl:for-each>
    </dd>
  </xsl:function>

  <xsl:function name="html:link-to" as="node()?">
    <xsl:param name="ref" as="attribute(ref)?"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="html:link(substring-after(tokenize($ref)[1], '#'), $words)"/>
  </xsl:function>
  <!-- The other's name if the words are no more than its id. -->
  <xsl:function name="html:link" as="node()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="other" as="map(*)?" select="$page?related[exists(.)] ! .($id)"/>
    <xsl:choose>
      <xsl:when test="exists($other)">
        <a href="{$root}{$other?href}"><xsl:value-of select="if ($words = ($id, '')) then $other?name else $words"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="html:on-map" as="element(h:dd)">
    <xsl:param name="geo" as="element(geo)"/>
    <dd>
      <xsl:value-of select="normalize-space($geo)"/>
      <xsl:if test="$site?pages?* = 'map'">
        <xsl:text> · </xsl:text>
        <!-- A mark of the map is called by the file of the place's page. -->
        <a href="{$root}map.html#place-{tokenize($page?href, '/')[last()] => substring-before('.html')}"><xsl:value-of select="ui:word('map')"/></a>
      </xsl:if>
    </dd>
  </xsl:function>

  <!-- The authorities whose numbers can be followed: how their addresses begin, and what a number of theirs is. The
       same as AUTHORITIES in publish/harvest/beacon.py, with those that have no BEACON. -->
  <xsl:variable name="html:authorities" as="map(xs:string, xs:string*)" select="map{
    'GND': ('https://d-nb.info/gnd/', '\d[\d\-]*[\dXx]'),
    'VIAF': ('https://viaf.org/viaf/', '\d+'),
    'Wikidata': ('https://www.wikidata.org/wiki/', 'Q\d+'),
    'GeoNames': ('https://www.geonames.org/', '\d+'),
    'ORCID': ('https://orcid.org/', '\d{4}-\d{4}-\d{4}-\d{3}[\dX]'),
    'ISNI': ('https://isni.org/isni/', '\d{15}[\dX]'),
    'LCCN': ('https://id.loc.gov/authorities/', '[a-z]{1,3}\d+') }"/>

  <!-- Whose number it is, by its type or by its address. -->
  <xsl:function name="html:authority" as="xs:string?">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:variable name="said" as="xs:string" select="normalize-space($idno)"/>
    <xsl:sequence select="(map:keys($html:authorities)[lower-case(.) = ($idno/(@subtype, @type) ! lower-case(.))],
      map:keys($html:authorities)[contains($said, replace($html:authorities(.)[1], '^https://(www\.)?|/.*$', '') || '/')])[1]"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
  </xsl:function>
</xsl:stylesheet>
