<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages and the direction in which they are written. An element says its direction where it is another than that
     around it, and then stands by itself: what is around it is not drawn into its order (Unicode Standard Annex 9). -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ui="urn:tei-toolkit:interface">

  <!-- Scripts from right to left by their codes in ISO 15924, and languages written in one where no script is named. -->
  <xsl:variable name="ui:scripts-from-right" as="xs:string+"
    select="'hebr', 'arab', 'aran', 'syrc', 'thaa', 'nkoo', 'adlm', 'samr', 'mand', 'rohg', 'armi', 'phnx'"/>
  <xsl:variable name="ui:languages-from-right" as="xs:string+" select="'he', 'iw', 'yi', 'ji', 'ar', 'arc', 'fa', 'ur', 'ps',
    'sd', 'ug', 'ckb', 'dv', 'syr', 'jrb', 'jpr', 'lad', 'nqo', 'yid', 'heb', 'ara', 'fas', 'ota'"/>

  <!-- 'rtl' or 'ltr' for a BCP 47 tag: by its script if it names one (az-Arab), else by its language. -->
  <xsl:function name="ui:direction" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($tag), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="$parts[position() > 1][matches(., '^[a-z]{4}$')][1]"/>
    <xsl:sequence select="if (exists($script)) then ('rtl'[$script = $ui:scripts-from-right], 'ltr')[1]
      else ('rtl'[$parts[1] = $ui:languages-from-right], 'ltr')[1]"/>
  </xsl:function>

  <!-- The attributes of what is in the first language within what is in the second; where the first is not known, the
       letters themselves say it. -->
  <xsl:function name="ui:in-language" as="attribute()*">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:param name="around" as="xs:string?"/>
    <xsl:if test="normalize-space($tag)">
      <xsl:attribute name="lang" select="$tag"/>
      <xsl:choose>
        <xsl:when test="$tag = 'und'"><xsl:attribute name="dir" select="'auto'"/></xsl:when>
        <xsl:when test="ui:direction($tag) != ui:direction(($around, 'en')[1])">
          <xsl:attribute name="dir" select="ui:direction($tag)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
