<?xml version="1.0" encoding="UTF-8"?>
<!-- When someone lived, where a place lies, when something happened, who wrote a work: in a few words. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:ui="urn:tei-toolkit:interface"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- '1880–1951', 'born 1880', 'died 1951'; for a place, what it is and where. -->
  <xsl:function name="html:life" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="birth" as="xs:string?" select="$entry/birth ! html:year-of(.)[.]"/>
    <xsl:variable name="death" as="xs:string?" select="$entry/death ! html:year-of(.)[.]"/>
    <xsl:sequence select="
      if ($birth and $death) then $birth || '–' || $death
      else ($entry/self::event/(@when, @from, @notBefore, @notAfter)[1] ! replace(., '^(-?\d{4}).*$', '$1'),
            $entry/self::bibl ! string-join((author, date) ! normalize-space(.)[.], ', ')[.],
            $birth ! (ui:word('born') || ' ' || .), $death ! (ui:word('died') || ' ' || .),
            string-join($entry/(country | region | settlement | location/(country | region | settlement))
              ! normalize-space(.)[.], ', ')[.])[1]"/>
  </xsl:function>
  <xsl:function name="html:year-of" as="xs:string">
    <xsl:param name="event" as="element()"/>
    <xsl:sequence select="(($event, $event/date)/(@when, @notBefore, @notAfter) ! replace(., '^(-?\d{4}).*$', '$1'),
      normalize-space($event))[1]"/>
  </xsl:function>
</xsl:stylesheet>
