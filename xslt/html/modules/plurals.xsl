<?xml version="1.0" encoding="UTF-8"?>
<!-- Which form of a word a number asks for: zero, one, two, few, or many, which is every other. The rules are those of
     Unicode's CLDR for whole numbers, as patterns of their last digits. A language without a rule here has one for 1. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:plural="urn:tei-toolkit:plurals">

  <xsl:variable name="plural:eastern-slavic" as="map(xs:string, xs:string)"
    select="map { 'one': '(^|[^1])1$', 'few': '(^|[^1])[2-4]$' }"/>
  <xsl:variable name="plural:zero-too" as="map(xs:string, xs:string)" select="map { 'one': '^[01]$' }"/>
  <xsl:variable name="plural:czech" as="map(xs:string, xs:string)" select="map { 'one': '^1$', 'few': '^[2-4]$' }"/>
  <xsl:variable name="plural:none" as="map(xs:string, xs:string)" select="map { }"/>

  <xsl:variable name="plural:rules" as="map(xs:string, map(xs:string, xs:string))" select="map:merge((
    ('ru', 'uk', 'be', 'sr', 'hr', 'bs', 'sh') ! map:entry(., $plural:eastern-slavic),
    ('fr', 'pt', 'hy', 'fa', 'hi') ! map:entry(., $plural:zero-too),
    ('cs', 'sk') ! map:entry(., $plural:czech),
    ('ja', 'zh', 'ko', 'vi', 'th', 'id') ! map:entry(., $plural:none),
    map {
      'pl': map { 'one': '^1$', 'few': '(^|[^1])[2-4]$' },
      'lt': map { 'one': '(^|[^1])1$', 'few': '(^|[^1])[2-9]$' },
      'lv': map { 'zero': '0$|1[1-9]$', 'one': '(^|[^1])1$' },
      'ro': map { 'one': '^1$', 'few': '^0$|^[2-9]$|^1\d$|\d(0[1-9]|1\d)$' },
      'sl': map { 'one': '(^|0)1$', 'two': '(^|0)2$', 'few': '(^|0)[34]$' },
      'he': map { 'one': '^1$', 'two': '^2$' },
      'ar': map { 'zero': '^0$', 'one': '^1$', 'two': '^2$', 'few': '(^|0)[3-9]$|10$' }
    }))"/>

  <!-- The form for a number as it is written; what is no whole number has that of many. -->
  <xsl:function name="plural:form" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="rules" as="map(xs:string, xs:string)"
      select="($plural:rules(tokenize($language, '-')[1]), map { 'one': '^1$' })[1]"/>
    <xsl:sequence select="(('zero', 'one', 'two', 'few')[matches($number, '^\d+$')][exists($rules(.))]
      [matches($number, $rules(.))], 'many')[1]"/>
  </xsl:function>
</xsl:stylesheet>
